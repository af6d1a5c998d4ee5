"""Many section files read by two processes. Starts the second of them; writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import msgspec

from gongkai.sources import Finding
from gongkai.store.sections import File, Read, Reading, Section, read_each

MANY = 1_000_000  # bytes: reading them takes several times as long as it takes to start a process
_SHARES = 64  # into which the files are parted, for whichever process is free


def read_beside(
    files: Sequence[File],
    meanwhile: Callable[[], object] = lambda: None,
    read_some: Reading = read_each,
) -> Sequence[Read]:
    """What `read_some` gives, from two processes where that is quicker; this one then does `meanwhile` first."""
    if sum(len(data) for _, data in files) < MANY:
        return read_some(files)
    from gongkai.beside import Jobs, beside  # loaded for large plans alone

    by_size = sorted(range(len(files)), key=lambda at: -len(files[at][1]))
    shares = [by_size[at::_SHARES] for at in range(min(_SHARES, len(files)))]
    jobs = Jobs([partial(read_some, [files[at] for at in share]) for share in shares])
    with beside(lambda: _packed(jobs.take())) as packed:
        meanwhile()
        read = jobs.take()
    read |= _unpacked(packed.result())
    by_file = {
        at: one
        for turn, share in enumerate(shares)
        for at, one in zip(share, read[turn], strict=True)
    }
    return [by_file[at] for at in range(len(files))]


_Packed = Mapping[int, Sequence[tuple[bytes, tuple[Finding, ...]]]]


def _packed(read: Mapping[int, Sequence[Read]]) -> _Packed:
    """As JSON, which is written and read in a fifth of the time of a pickle."""
    encode = msgspec.json.encode
    return {
        turn: [(encode(section), wrong) for section, wrong in some] for turn, some in read.items()
    }


def _unpacked(packed: _Packed) -> dict[int, Sequence[Read]]:
    decode = msgspec.json.Decoder(Section).decode
    return {
        turn: [(decode(section), wrong) for section, wrong in some] for turn, some in packed.items()
    }
