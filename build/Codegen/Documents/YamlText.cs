using System.Globalization;
using System.Text;

namespace Codegen;

/// <summary>Prepares YAML text for YamlDotNet: reads the block scalars itself and leaves a placeholder for each.</summary>
/// <remarks>
/// YamlDotNet: refuses valid block scalars that begin with blank lines of spaces (its issue 523) and lines that hold nothing
/// but tabs, and it breaks lines where only YAML 1.1 does (U+0085, U+2028, U+2029). Whatever is left keeps its place.
/// </remarks>
internal sealed class YamlText
{
    private static readonly char[] OldBreaks = ['\u0085', '\u2028', '\u2029'];

    private readonly string text;
    private readonly StringBuilder prepared;
    private readonly List<string> scalars = [];
    private readonly char[] substitutes;
    private readonly Stack<int> indentations = new();
    private int at;
    private int copied;
    private int lineStart;
    private int flowDepth;
    private int keyColumn = -1;

    /// <summary>Whether what came last lets a block scalar follow: the start of a document, or one of <c>- ? :</c>.</summary>
    private bool awaitsValue = true;

    /// <summary>Whether what came last is a quoted scalar or a flow collection, after which a colon needs no space.</summary>
    private bool isAfterJson;

    private YamlText(string text)
    {
        this.text = text;
        prepared = new StringBuilder(text.Length);
        substitutes = UnusedIn(text, OldBreaks.Length + 1);
        ReadLineStart();
        while (at < text.Length)
        {
            ReadToken();
        }

        Copy(text.Length);
    }

    /// <summary>Gets the text without its block scalars.</summary>
    public string Prepared => Exchange(prepared.ToString(), OldBreaks, substitutes);

    private char Mark => substitutes[^1];

    public static YamlText Of(string text) => new(text);

    /// <summary>Gets what a scalar of the prepared text says: the block scalar in whose place it stands, or itself.</summary>
    public string Original(string scalar) => scalar.StartsWith(Mark)
        ? scalars[int.Parse(scalar.AsSpan(1), CultureInfo.InvariantCulture)]
        : Exchange(scalar, substitutes, OldBreaks);

    private static string Exchange(string text, char[] from, char[] to)
    {
        for (int i = 0; i < OldBreaks.Length; i++)
        {
            text = text.Replace(from[i], to[i]);
        }

        return text;
    }

    private static char[] UnusedIn(string text, int count) =>
    [
        .. Enumerable.Range('\uE000', '\uF8FF' - '\uE000')
            .Select(code => (char)code)
            .Where(code => !text.Contains(code, StringComparison.Ordinal))
            .Take(count),
    ];

    private int Column => at - lineStart;

    private int Indentation => indentations.TryPeek(out int indentation) ? indentation : -1;

    private void ReadToken()
    {
        char c = text[at];
        if (YamlLines.IsBreak(c))
        {
            StartLine(YamlLines.NextLine(text, at));
            ReadLineStart();
        }
        else if (YamlLines.IsBlank(c))
        {
            at++;
        }
        else if (c == '#' && (Column == 0 || YamlLines.IsBlank(text[at - 1])))
        {
            at = YamlLines.EndOfLine(text, at);
        }
        else if (Column == 0 && (YamlLines.IsDocumentMarker(text, at) || (c == '%' && awaitsValue)))
        {
            StartDocument(c == '%');
        }
        else
        {
            ReadContent(c);
        }
    }

    private void ReadContent(char c)
    {
        while (flowDepth == 0 && Indentation > Column)
        {
            indentations.Pop();
        }

        if (IsIndicator(c))
        {
            Indicate(c);
        }
        else if (c is '&' or '!')
        {
            MarkKey();
            SkipWord();
        }
        else if (c is '|' or '>' && flowDepth == 0 && awaitsValue && BlockScalar.Read(text, at, Indentation) is { } scalar)
        {
            Replace(scalar);
        }
        else
        {
            MarkKey();
            awaitsValue = false;
            isAfterJson = c is '"' or '\'' or ']' or '}';
            ReadScalar(c);
        }
    }

    private void ReadScalar(char c)
    {
        switch (c)
        {
            case '"' or '\'':
                SkipQuoted(c);
                break;
            case '*':
                SkipWord();
                break;
            case '[' or '{':
                flowDepth++;
                at++;
                break;
            case ']' or '}' or ',' when flowDepth > 0:
                flowDepth -= c == ',' ? 0 : 1;
                at++;
                break;
            default:
                SkipPlain();
                break;
        }
    }

    private bool IsIndicator(char c) => c switch
    {
        '-' => flowDepth == 0 && YamlLines.IsSpaceAt(text, at + 1),
        '?' => YamlLines.IsSpaceAt(text, at + 1),
        ':' => YamlLines.IsSpaceAt(text, at + 1) || (flowDepth > 0 && (isAfterJson || text[at + 1] is ',' or '[' or ']' or '{' or '}')),
        _ => false,
    };

    private void Indicate(char c)
    {
        int column = c == ':' && keyColumn >= 0 ? keyColumn : Column;
        if (flowDepth == 0 && column > Indentation)
        {
            indentations.Push(column);
        }

        keyColumn = flowDepth > 0 ? keyColumn : -1;
        awaitsValue = true;
        isAfterJson = false;
        at++;
    }

    /// <summary>Notes where a key may start: the first thing on a line, or after an indicator.</summary>
    private void MarkKey()
    {
        if (flowDepth == 0 && keyColumn < 0)
        {
            keyColumn = Column;
        }
    }

    private void SkipWord()
    {
        while (!YamlLines.IsSpaceAt(text, at) && (flowDepth == 0 || text[at] is not (',' or '[' or ']' or '{' or '}')))
        {
            at++;
        }
    }

    private void SkipQuoted(char quote)
    {
        for (at++; at < text.Length && text[at] != quote; at++)
        {
            if (YamlLines.IsBreak(text[at]))
            {
                StartLine(YamlLines.NextLine(text, at));
                at--;
            }
            else if (quote == '"' && text[at] == '\\' && at + 1 < text.Length && !YamlLines.IsBreak(text[at + 1]))
            {
                at++;
            }
        }

        at = Math.Min(at + 1, text.Length);
    }

    /// <summary>Skips the rest of a plain scalar on its line, and the lines that continue it.</summary>
    private void SkipPlain()
    {
        do
        {
            SkipPlainLine();
        }
        while (ContinuesPlain());
    }

    private void SkipPlainLine()
    {
        for (at++; at < text.Length && !YamlLines.IsBreak(text[at]); at++)
        {
            bool ends = text[at] switch
            {
                ':' => YamlLines.IsSpaceAt(text, at + 1) || (flowDepth > 0 && text[at + 1] is ',' or '[' or ']' or '{' or '}'),
                '#' => YamlLines.IsBlank(text[at - 1]),
                ',' or '[' or ']' or '{' or '}' => flowDepth > 0,
                _ => false,
            };
            if (ends)
            {
                break;
            }
        }
    }

    private bool ContinuesPlain()
    {
        if (at >= text.Length || !YamlLines.IsBreak(text[at]))
        {
            return false;
        }

        (int next, int lines) = NextContent();
        int start = text.LastIndexOfAny(['\n', '\r'], Math.Max(next - 1, 0)) + 1;
        bool continues = next < text.Length && text[next] != '#' && !YamlLines.IsDocumentMarker(text, start)
            && (flowDepth > 0 ? text[next] is not (',' or ':' or '[' or ']' or '{' or '}') : next - start > Indentation);
        if (!continues)
        {
            return false;
        }

        for (; lines > 0; lines--)
        {
            StartLine(YamlLines.NextLine(text, at));
            ReadLineStart();
        }

        at = next;
        return true;
    }

    private (int Next, int Lines) NextContent()
    {
        int next = at;
        int lines = 0;
        while (next < text.Length && YamlLines.IsBreak(text[next]))
        {
            next = YamlLines.SkipBlanks(text, YamlLines.NextLine(text, next));
            lines++;
        }

        return (next, lines);
    }

    /// <summary>Replaces the tabs that start a line in a flow collection, a blank line or a comment.</summary>
    private void ReadLineStart()
    {
        int content = YamlLines.SkipBlanks(text, at);
        bool isEmpty = content == text.Length || YamlLines.IsBreak(text[content]) || text[content] == '#';
        if ((isEmpty || flowDepth > 0) && text.AsSpan(at, content - at).Contains('\t'))
        {
            Copy(at);
            prepared.Append(' ', content - at);
            copied = content;
        }

        at = content;
    }

    private void StartLine(int next)
    {
        lineStart = next;
        at = next;
        keyColumn = -1;
    }

    private void StartDocument(bool isDirective)
    {
        at = isDirective ? YamlLines.EndOfLine(text, at) : at + 3;
        indentations.Clear();
        (awaitsValue, isAfterJson, flowDepth, keyColumn) = (true, false, 0, -1);
    }

    private void Replace(BlockScalar scalar)
    {
        Copy(at);
        prepared.Append(CultureInfo.InvariantCulture, $"'{Mark}{scalars.Count}'");
        scalars.Add(scalar.Value);
        copied = scalar.HeaderEnd;
        at = YamlLines.EndOfLine(text, scalar.HeaderEnd);
        Copy(at);
        while (at < scalar.End)
        {
            prepared.Append('\n');
            StartLine(YamlLines.NextLine(text, at));
            at = at < scalar.End ? YamlLines.EndOfLine(text, at) : at;
        }

        copied = scalar.End;
        awaitsValue = false;
        isAfterJson = false;
        if (at < text.Length)
        {
            ReadLineStart();
        }
    }

    private void Copy(int end)
    {
        prepared.Append(text, copied, end - copied);
        copied = end;
    }
}
