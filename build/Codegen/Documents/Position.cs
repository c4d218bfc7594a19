namespace Codegen;

/// <summary>A place in a file; lines and columns count from 1, and line 0 means the file as a whole.</summary>
internal sealed record Position(string File, int Line, int Column)
{
    /// <summary>Returns the place as compilers write it, so that editors and MSBuild can jump to it.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}
