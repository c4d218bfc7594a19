namespace OpenAIChat.StructuredOutput;

/// <content>Strings with their escapes, numbers and literals, character by character.</content>
internal sealed partial class JsonTextParser
{
    private void EndScalar(string? value)
    {
        if (value is not null)
        {
            current!.Text = value;
        }

        current!.Growing = null;
        current.IsComplete = true;
        current = null;
        text.Clear();
        state = open.Count == 0 ? State.Done : State.AfterValue;
    }

    private void TakeInString(char c)
    {
        if (c == '\\')
        {
            isName = state == State.InName;
            state = State.Escape;
        }
        else if (c != '"')
        {
            Fail("has a control character in a string");
        }
        else if (state == State.InString)
        {
            EndScalar(text.ToString());
        }
        else
        {
            name = text.ToString();
            text.Clear();
            state = State.Colon;
        }
    }

    private void TakeEscape(char c)
    {
        char plain = c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        if (c == 'u')
        {
            (codeUnit, digits) = (0, 0);
            state = State.CodeUnit;
        }
        else if (plain == '\0')
        {
            Fail("has an unknown escape in a string");
        }
        else
        {
            text.Append(plain);
            state = isName ? State.InName : State.InString;
        }
    }

    private void TakeHexDigit(char c)
    {
        int digit = c switch
        {
            >= '0' and <= '9' => c - '0',
            >= 'a' and <= 'f' => c - 'a' + 10,
            >= 'A' and <= 'F' => c - 'A' + 10,
            _ => -1,
        };
        if (digit < 0)
        {
            Fail("has an escape in a string that is not four hexadecimal digits");
            return;
        }

        codeUnit = (codeUnit << 4) + digit;
        if (++digits == 4)
        {
            text.Append((char)codeUnit);
            state = isName ? State.InName : State.InString;
        }
    }

    private void TakeInNumber(char c)
    {
        if (c is (>= '0' and <= '9') or '.' or 'e' or 'E' or '+' or '-')
        {
            text.Append(c);
            return;
        }

        EndNumber();
        if (state != State.Failed)
        {
            TakeStructure(c);
        }
    }

    private void EndNumber()
    {
        string literal = text.ToString();
        if (JsonNumber.IsValid(literal))
        {
            EndScalar(literal);
        }
        else
        {
            Fail("has a number that is not written as JSON does");
        }
    }

    private void TakeInLiteral(char c)
    {
        string literal = current!.Kind switch { JsonNodeKind.True => "true", JsonNodeKind.False => "false", _ => "null" };
        if (c != literal[text.Length])
        {
            Fail("has a word that is not true, false or null");
            return;
        }

        text.Append(c);
        if (text.Length == literal.Length)
        {
            EndScalar(null);
        }
    }
}
