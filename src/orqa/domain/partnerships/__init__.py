"""International relations: partners abroad, agreements with them, exchange and mobility (งานวิเทศสัมพันธ์)."""
