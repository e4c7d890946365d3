"""Words that stand in converted HTML where the file had something that cannot stand there. Pure."""

PICTURE = "［图片］"
SCANNED = "［第 {number} 页是扫描图像，文字没有转入］"
