using RadLine;

namespace OpenAIChat.Cli;

/// <summary>
/// Reads the keys of a terminal that marks what is pasted (<c>ESC [ 200 ~</c> before it, <c>ESC [ 201 ~</c> after it). A line break that is
/// pasted becomes a new line, a key that is pressed stays a key, however fast the characters arrive.
/// </summary>
/// <param name="isKeyAvailable">Says whether a key can be read at once.</param>
/// <param name="readKey">Reads a key, and waits for it.</param>
internal sealed class BracketedPasteSource(Func<bool> isKeyAvailable, Func<ConsoleKeyInfo> readKey) : IInputSource
{
    /// <summary>Makes a terminal mark what is pasted.</summary>
    public const string Enable = "\x1b[?2004h";

    /// <summary>Makes a terminal paste as if it were typed again.</summary>
    public const string Disable = "\x1b[?2004l";

    private const char Escape = '\x1b';
    private const string Start = "[200~";
    private const string End = "[201~";

    private readonly Queue<ConsoleKeyInfo> pending = new();
    private bool isPasting;
    private bool endsWithCarriageReturn;

    // What is pasted is known here, and needs no guess by the number of waiting keys.
    public bool ByPassProcessing => true;

    public bool IsKeyAvailable()
    {
        while (pending.Count == 0 && isKeyAvailable())
        {
            Receive(readKey());
        }

        return pending.Count > 0;
    }

    public ConsoleKeyInfo ReadKey()
    {
        while (pending.Count == 0)
        {
            Receive(readKey());
        }

        return pending.Dequeue();
    }

    private static ConsoleKeyInfo NewLine => new('\0', ConsoleKey.Enter, shift: true, alt: false, control: false);

    private void Receive(ConsoleKeyInfo key)
    {
        if (BeginsMarker(key))
        {
            ReceiveMarker(key);
        }
        else
        {
            Accept(key);
        }
    }

    // An escape and a bracket that arrive together, and no more with them, are told as Alt with the bracket.
    private static bool BeginsMarker(ConsoleKeyInfo key) => key.KeyChar == Escape || IsAltBracket(key);

    private static bool IsAltBracket(ConsoleKeyInfo key) => key is { KeyChar: '[', Modifiers: ConsoleModifiers.Alt };

    private void ReceiveMarker(ConsoleKeyInfo first)
    {
        string marker = isPasting ? End : Start;
        var matched = new List<ConsoleKeyInfo> { first };
        int position = IsAltBracket(first) ? 1 : 0;
        // The escape key alone is followed by nothing; a bracket after it is always a part of something longer.
        while (position < marker.Length && (position > 0 || isPasting || isKeyAvailable()))
        {
            ConsoleKeyInfo next = readKey();
            if (next.KeyChar != marker[position])
            {
                matched.ForEach(Accept);
                Receive(next);
                return;
            }

            matched.Add(next);
            position++;
        }

        if (position == marker.Length)
        {
            isPasting = !isPasting;
            endsWithCarriageReturn = false;
        }
        else
        {
            matched.ForEach(Accept);
        }
    }

    private void Accept(ConsoleKeyInfo key)
    {
        if (isPasting)
        {
            Paste(key);
        }
        else
        {
            pending.Enqueue(key);
        }
    }

    private void Paste(ConsoleKeyInfo key)
    {
        bool isLineFeed = key.KeyChar == '\n';
        if (!isLineFeed || !endsWithCarriageReturn)
        {
            if (isLineFeed || key.Key == ConsoleKey.Enter)
            {
                pending.Enqueue(NewLine);
            }
            else if (!char.IsControl(key.KeyChar) || key.KeyChar == '\t')
            {
                pending.Enqueue(key);
            }
        }

        endsWithCarriageReturn = key.KeyChar == '\r';
    }
}
