using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Additional members among which are known ones whose value was of the wrong kind when it was read.</summary>
internal sealed class MisfitMembers(IEnumerable<string> names) : Dictionary<string, JToken>
{
    public HashSet<string> Names { get; } = [.. names];
}
