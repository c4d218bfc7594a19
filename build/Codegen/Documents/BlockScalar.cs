using System.Globalization;
using System.Text;

namespace Codegen;

/// <summary>Reads one block scalar of YAML, <c>|</c> or <c>&gt;</c>, as section 8.1 of the specification says.</summary>
internal sealed class BlockScalar
{
    private readonly string text;
    private readonly bool isFolded;
    private readonly StringBuilder value = new();
    private char chomping;
    private int indentation;

    private BlockScalar(string text, bool isFolded)
    {
        this.text = text;
        this.isFolded = isFolded;
    }

    /// <summary>Gets what the scalar says.</summary>
    public string Value => value.ToString();

    /// <summary>Gets where its header ends: at a comment or at the end of the line.</summary>
    public int HeaderEnd { get; private set; }

    /// <summary>Gets where the first line after it starts.</summary>
    public int End { get; private set; }

    /// <summary>Reads the block scalar whose indicator stands at <paramref name="start"/>; null when its header is malformed.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="start">Where the <c>|</c> or <c>&gt;</c> stands.</param>
    /// <param name="parent">The indentation of the block collection around it; -1 at the root of a document.</param>
    public static BlockScalar? Read(string text, int start, int parent)
    {
        var scalar = new BlockScalar(text, text[start] == '>');
        if (!scalar.ReadHeader(start + 1, parent))
        {
            return null;
        }

        scalar.ReadLines(parent);
        return scalar;
    }

    private bool ReadHeader(int at, int parent)
    {
        int digit = 0;
        for (; at < text.Length && text[at] is '+' or '-' or (>= '1' and <= '9'); at++)
        {
            if (char.IsAsciiDigit(text[at]) ? digit > 0 : chomping != '\0')
            {
                return false;
            }

            if (char.IsAsciiDigit(text[at]))
            {
                digit = CharUnicodeInfo.GetDecimalDigitValue(text[at]);
            }
            else
            {
                chomping = text[at];
            }
        }

        HeaderEnd = at;
        int rest = YamlLines.SkipBlanks(text, at);
        End = YamlLines.NextLine(text, rest);
        indentation = digit > 0 ? Math.Max(parent, 0) + digit : -1;
        return rest == text.Length || YamlLines.IsBreak(text[rest]) || (text[rest] == '#' && rest > at);
    }

    /// <remarks>
    /// Spec: blank lines before the first line of text have no more spaces than it has. More of them are an error that
    /// cannot be misunderstood: the lines count as blank.
    /// </remarks>
    private void ReadLines(int parent)
    {
        string breakBefore = "";
        int blankLines = 0;
        bool wasIndented = false;
        for (int at = End; at < text.Length; at = End)
        {
            int content = at;
            while (content < text.Length && text[content] == ' ' && (indentation < 0 || content - at < indentation))
            {
                content++;
            }

            if (content == text.Length)
            {
                End = content;
                break;
            }

            if (IsBlankLine(at, content, parent))
            {
                End = YamlLines.NextLine(text, content);
                blankLines++;
                continue;
            }

            indentation = indentation < 0 && content - at > parent ? content - at : indentation;
            if (indentation < 0 || content - at < indentation || (indentation == 0 && YamlLines.IsDocumentMarker(text, at)))
            {
                break;
            }

            bool isIndented = text[content] is ' ' or '\t';
            bool folds = isFolded && breakBefore.Length > 0 && !wasIndented && !isIndented;
            value.Append(!folds ? breakBefore : blankLines == 0 ? " " : "").Append('\n', blankLines);
            int end = YamlLines.EndOfLine(text, content);
            value.Append(text, content, end - content);
            (wasIndented, blankLines, breakBefore) = (isIndented, 0, end < text.Length ? "\n" : "");
            End = YamlLines.NextLine(text, end);
        }

        value.Append(chomping == '-' ? "" : breakBefore).Append('\n', chomping == '+' ? blankLines : 0);
    }

    // Tabs count as text where they are indented like text, and as nothing elsewhere.
    private bool IsBlankLine(int start, int content, int parent)
    {
        bool isIndented = indentation < 0 ? content - start > parent : content - start >= indentation;
        int end = isIndented ? content : YamlLines.SkipBlanks(text, content);
        return end == text.Length || YamlLines.IsBreak(text[end]);
    }
}
