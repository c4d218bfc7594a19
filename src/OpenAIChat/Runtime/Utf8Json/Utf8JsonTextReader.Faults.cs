using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>Where in the document something is: found out when somebody asks, by reading it again.</summary>
public sealed partial class Utf8JsonTextReader
{
    /// <summary>Gets the line and the byte in it that reading has come to, both from 1.</summary>
    internal (int Line, int Position) Place()
    {
        int line = 1;
        int lineStart = start;
        for (int i = start; i < position; i++)
        {
            if (data[i] == (byte)'\n')
            {
                line++;
                lineStart = i + 1;
            }
        }

        return (line, position - lineStart + 1);
    }

    private JsonReaderException Fault(string message)
    {
        string path = FindPath();
        (int line, int place) = Place();
        message = string.Format(CultureInfo.InvariantCulture, "{0} Path '{1}', line {2}, position {3}.", message, path, line, place);
        return new JsonReaderException(message, path, line, place, null);
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
                    int behind = BehindText(at);
                    if (name)
                    {
                        steps[steps.Count - 1] = new Step { IsObject = true, NameStart = at, NameEnd = behind };
                        name = false;
                    }
                    else
                    {
                        Count(steps);
                    }

                    at = behind;
                    break;
                case (byte)':' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    at++;
                    break;
                default:
                    Count(steps);
                    at = BehindScalar(at);
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

    private int BehindText(int at)
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

    private int BehindScalar(int at)
    {
        do
        {
            at++;
        }
        while (at < position && data[at] is not ((byte)',' or (byte)']' or (byte)'}' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'));
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
