using OpenAIChat.Cli;

namespace OpenAIChat.Tests.Cli;

public sealed class BracketedPasteSourceTests
{
    private const string Start = "\x1b[200~";
    private const string End = "\x1b[201~";

    [TestCase("ab\r", "abE", TestName = "Typed_Enter_is_Enter_however_fast")]
    [TestCase(Start + "a\rb" + End + "\r", "aNbE", TestName = "Pasted_Enter_is_a_new_line")]
    [TestCase(Start + "a\r\nb\nc" + End, "aNbNc", TestName = "Pasted_line_ends_of_every_kind_are_one_new_line")]
    [TestCase(Start + "a\tb" + End, "aTb", TestName = "Pasted_tabs_are_kept")]
    [TestCase(Start + "a\x04\x03\x1b[31mb" + End, "a[31mb", TestName = "Pasted_control_characters_are_left_out")]
    [TestCase(Start + "[200~" + End, "[200~", TestName = "Pasted_text_like_a_marker_is_text")]
    [TestCase(Start + "a\x1b" + End + "\r", "aE", TestName = "An_escape_before_the_end_does_not_hide_it")]
    [TestCase("\x1b", "X", TestName = "The_escape_key_is_told_at_once")]
    [TestCase("\x1b[5a", "X[5a", TestName = "Another_sequence_is_passed_on")]
    [TestCase(Start + End + "a", "a", TestName = "An_empty_paste_is_nothing")]
    public void Tells_what_is_typed_from_what_is_pasted(string keys, string expected) =>
        Assert.That(Read(keys.Select(Key)), Is.EqualTo(expected));

    [Test]
    public void An_escape_and_a_bracket_told_as_one_key_begin_a_marker()
    {
        var altBracket = new ConsoleKeyInfo('[', ConsoleKey.None, shift: false, alt: true, control: false);

        Assert.That(Read([altBracket, .. "200~a\r".Select(Key), altBracket, .. "201~b".Select(Key)]), Is.EqualTo("aNb"));
    }

    private static string Read(IEnumerable<ConsoleKeyInfo> keys)
    {
        var waiting = new Queue<ConsoleKeyInfo>(keys);
        var source = new BracketedPasteSource(() => waiting.Count > 0, waiting.Dequeue);
        string read = "";
        while (source.IsKeyAvailable())
        {
            read += source.ReadKey() switch
            {
                { Key: ConsoleKey.Enter, Modifiers: ConsoleModifiers.Shift } => "N",
                { Key: ConsoleKey.Enter } => "E",
                { Key: ConsoleKey.Tab } => "T",
                { Key: ConsoleKey.Escape } => "X",
                { KeyChar: var letter } => letter.ToString(),
            };
        }

        return read;
    }

    // As Console.ReadKey tells them.
    private static ConsoleKeyInfo Key(char letter) => letter switch
    {
        '\r' => new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false),
        '\n' => new ConsoleKeyInfo('\n', ConsoleKey.Enter, false, false, control: true),
        '\t' => new ConsoleKeyInfo('\t', ConsoleKey.Tab, false, false, false),
        '\x1b' => new ConsoleKeyInfo('\x1b', ConsoleKey.Escape, false, false, false),
        _ => new ConsoleKeyInfo(letter, ConsoleKey.None, false, false, control: char.IsControl(letter)),
    };
}
