using System.Text;

namespace Codegen;

/// <summary>Where a node was read: an annotation that stays with it when it is cloned or moved.</summary>
internal sealed class Origin(Origin? parent, string segment, int line, int column)
{
    public int Line => line;

    public int Column => column;

    /// <summary>Gets the node's JSON pointer in the file, such as <c>#/paths/~1chat~1completions</c>.</summary>
    public string Pointer
    {
        get
        {
            var segments = new Stack<string>();
            Origin origin = this;
            for (; origin.Parent is not null; origin = origin.Parent)
            {
                segments.Push(origin.Segment);
            }

            var pointer = new StringBuilder("#");
            foreach (string name in segments)
            {
                pointer.Append('/').Append(JsonPointer.Escape(name));
            }

            return pointer.ToString();
        }
    }

    private Origin? Parent => parent;

    private string Segment => segment;
}
