using System.Text;

namespace OpenAIChat;

/// <summary>A text that arrives in pieces; it is put together only when somebody reads it.</summary>
internal sealed class TextBuilder
{
    private StringBuilder? pieces;
    private string? text;

    /// <summary>Gets the text so far; null as long as no piece has come.</summary>
    public string? Value => text ??= pieces?.ToString();

    /// <summary>Appends a piece; null is none.</summary>
    public void Append(string? piece)
    {
        if (piece is null)
        {
            return;
        }

        if (text is null && pieces is null)
        {
            text = piece;
        }
        else if (piece.Length > 0)
        {
            pieces ??= new StringBuilder(text);
            pieces.Append(piece);
            text = null;
        }
    }

    /// <summary>Forgets what came before.</summary>
    public void Replace(string value)
    {
        pieces = null;
        text = value;
    }
}
