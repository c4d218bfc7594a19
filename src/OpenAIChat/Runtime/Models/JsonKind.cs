namespace OpenAIChat.Runtime;

/// <summary>What the contract says a member holds; decides what is read into it and what is kept aside.</summary>
internal enum JsonKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>Any number (double).</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>An object with a type of its own.</summary>
    Object,

    /// <summary>A list.</summary>
    Array,

    /// <summary>An object whose names are data.</summary>
    Map,

    /// <summary>Free-form JSON.</summary>
    Any,

    /// <summary>Text out of an open set.</summary>
    Enum,

    /// <summary>One of several kinds: its own reader decides.</summary>
    Union,
}
