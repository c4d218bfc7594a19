using System.Globalization;
using System.Text;
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Where in the document something is: found out only for an error, by reading it again from its start.</summary>
internal sealed partial class Utf8TokenReader
{
    /// <summary>Creates the exception for a value that is not of the kind expected, with its path.</summary>
    public JsonSerializationException Unexpected(string expected) => Mismatch($"Expected {expected} but found {Describe(token)}.");

    /// <summary>Creates the exception for a value that is valid JSON but cannot be read, with its path.</summary>
    public JsonSerializationException Mismatch(string message)
    {
        (string path, int line, int place, string text) = Locate(message);
        return new JsonSerializationException(text, path, line, place, null);
    }

    /// <summary>Creates the exception for what is not valid JSON, with its path.</summary>
    public JsonReaderException Error(string message)
    {
        (string path, int line, int place, string text) = Locate(message);
        return new JsonReaderException(text, path, line, place, null);
    }

    private (string Path, int Line, int Position, string Message) Locate(string message)
    {
        string path = FindPath();
        if (origin is not null)
        {
            // Lines of this document mean nothing to who holds the larger one.
            path = Join(origin(), path);
            return (path, 0, 0, $"{message} Path '{path}'.");
        }

        (int line, int place) = Place();
        return (path, line, place, string.Format(
            CultureInfo.InvariantCulture,
            "{0} Path '{1}', line {2}, position {3}.",
            message,
            path,
            line,
            place));
    }

    private static string Join(string path, string step) =>
        path.Length == 0 || step.Length == 0 || step[0] == '[' ? path + step : path + "." + step;

    private static string Describe(JsonToken token) => token switch
    {
        JsonToken.StartObject => "an object",
        JsonToken.StartArray => "a list",
        JsonToken.String => "text",
        JsonToken.Integer or JsonToken.Float => "a number",
        JsonToken.Boolean => "a boolean",
        JsonToken.Null => "null",
        _ => "nothing",
    };

    // The line and the byte in it that reading has come to, both from 1.
    private (int Line, int Position) Place()
    {
        ReadOnlySpan<byte> passed = data.AsSpan(start, position - start);
        int line = 1;
        foreach (byte next in passed)
        {
            line += next == (byte)'\n' ? 1 : 0;
        }

        return (line, passed.Length - passed.LastIndexOf((byte)'\n'));
    }

    private string FindPath()
    {
        var steps = new List<Step>();
        bool name = false;
        for (int at = start; at < position;)
        {
            byte next = data[at];
            switch (next)
            {
                case (byte)'{' or (byte)'[':
                    Count(steps);
                    name = next == (byte)'{';
                    steps.Add(new Step { IsObject = name, Index = -1 });
                    at++;
                    break;
                case (byte)'}' or (byte)']':
                    if (steps.Count > 0)
                    {
                        steps.RemoveAt(steps.Count - 1);
                    }

                    name = false;
                    at++;
                    break;
                case (byte)',':
                    name = steps.Count > 0 && steps[steps.Count - 1].IsObject;
                    at++;
                    break;
                case (byte)'"':
                    int after = AfterText(at);
                    if (name)
                    {
                        steps[steps.Count - 1] = new Step { IsObject = true, NameStart = at, NameEnd = after };
                        name = false;
                    }
                    else
                    {
                        Count(steps);
                    }

                    at = after;
                    break;
                case (byte)':' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    at++;
                    break;
                default:
                    Count(steps);
                    at = AfterScalar(at);
                    break;
            }
        }

        var path = new StringBuilder();
        foreach (Step step in steps)
        {
            Append(path, step);
        }

        return path.ToString();
    }

    private static void Count(List<Step> steps)
    {
        if (steps.Count > 0 && !steps[steps.Count - 1].IsObject)
        {
            Step list = steps[steps.Count - 1];
            list.Index++;
            steps[steps.Count - 1] = list;
        }
    }

    private int AfterText(int at)
    {
        for (at++; at < position && data[at] != (byte)'"'; at++)
        {
            if (data[at] == (byte)'\\')
            {
                at++;
            }
        }

        return Math.Min(at + 1, end);
    }

    private int AfterScalar(int at)
    {
        do
        {
            at++;
        }
        while (at < position
            && data[at] is not ((byte)',' or (byte)']' or (byte)'}' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'));
        return at;
    }

    private void Append(StringBuilder path, Step step)
    {
        if (!step.IsObject)
        {
            if (step.Index >= 0)
            {
                path.Append('[').Append(step.Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }

            return;
        }

        if (step.NameEnd == 0)
        {
            return;
        }

        string name = NameAt(step);
        if (name.IndexOfAny([.. " .'/\"[]()\t\n\r\f\b\\\u0085\u2028\u2029"]) >= 0)
        {
            string quoted = JsonConvert.ToString(name, '\'');
            path.Append('[').Append(quoted).Append(']');
        }
        else
        {
            path.Append(path.Length > 0 ? "." : "").Append(name);
        }
    }

    private string NameAt(Step step)
    {
        string text = Utf8Text.Decode(data, step.NameStart, step.NameEnd - step.NameStart);
        if (text.IndexOf('\\') < 0)
        {
            return text.Trim('"');
        }

        try
        {
            using var name = new JsonTextReader(new StringReader(text));
            return name.ReadAsString() ?? "";
        }
        catch (JsonException)
        {
            // The name itself is what is wrong with the document.
            return text;
        }
    }

    private struct Step
    {
        public bool IsObject;
        public int Index;
        public int NameStart;
        public int NameEnd;
    }
}
