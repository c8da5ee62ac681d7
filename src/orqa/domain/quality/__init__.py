"""Quality assurance (การประกันคุณภาพการศึกษา): frameworks as data, scores that explain themselves, audits."""
