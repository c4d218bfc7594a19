#if NETSTANDARD2_0
namespace System;

/// <summary>What the compiler asks for to compile <c>[^1]</c>.</summary>
internal readonly struct Index(int value, bool fromEnd = false) : IEquatable<Index>
{
    private readonly int stored = fromEnd ? ~value : value;

    public static Index Start => new(0);

    public static Index End => new(0, fromEnd: true);

    public int Value => stored < 0 ? ~stored : stored;

    public bool IsFromEnd => stored < 0;

    public static implicit operator Index(int value) => new(value);

    public int GetOffset(int length) => IsFromEnd ? length - Value : stored;

    public bool Equals(Index other) => stored == other.stored;

    public override bool Equals(object? obj) => obj is Index other && Equals(other);

    public override int GetHashCode() => stored;
}

/// <summary>What the compiler asks for to compile <c>[1..]</c>.</summary>
internal readonly struct Range(Index start, Index end) : IEquatable<Range>
{
    public static Range All => new(Index.Start, Index.End);

    public Index Start { get; } = start;

    public Index End { get; } = end;

    public static Range StartAt(Index start) => new(start, Index.End);

    public static Range EndAt(Index end) => new(Index.Start, end);

    public bool Equals(Range other) => Start.Equals(other.Start) && End.Equals(other.End);

    public override bool Equals(object? obj) => obj is Range other && Equals(other);

    public override int GetHashCode() => (Start.GetHashCode() * 31) + End.GetHashCode();
}
#endif
