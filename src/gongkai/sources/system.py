"""What the operating system, or the library that reads CSV, says of a file, in the reader's language. Pure.

The system's words are English, or those of the machine's locale; a finding carries them as they are, and here is
what they mean in Chinese. Words that are not listed are shown as they are.
"""

from __future__ import annotations

NO_FILE = "Not a file"
_CHINESE = {
    NO_FILE: "不是文件",
    "No such file or directory": "没有这个文件或文件夹",
    "Permission denied": "没有权限",
    "Operation not permitted": "系统不允许",
    "File exists": "已有同名的文件或文件夹",
    "Not a directory": "不是文件夹",
    "Is a directory": "是文件夹，不是文件",
    "Directory not empty": "文件夹里还有东西",
    "File name too long": "文件名过长",
    "Too many levels of symbolic links": "链接绕成了圈",
    "No space left on device": "磁盘已满",
    "Disk quota exceeded": "超出磁盘配额",
    "Read-only file system": "磁盘只能读，不能写",
    "Input/output error": "磁盘读写出错",
    "Connection refused": "对方拒绝连接",
    "Connection reset by peer": "连接被中断",
    "Network is unreachable": "没有网络",
    "No route to host": "到不了这台主机",
    "Name or service not known": "找不到这个主机名",
    "Temporary failure in name resolution": "查不到主机名",
    "timed out": "等了很久没有回应",
    # of the library that reads CSV
    "unexpected end of data": "到文件末尾引号还没有配对",
    "',' expected after '\"'": "结束的引号后面应为逗号",
    "line contains NUL": "有一行不是文字",
}


def system_words(reason: str, language: str) -> str:
    """`reason`, as the system gives it, in the language asked for."""
    return _CHINESE.get(reason, reason) if language == "zh" else reason
