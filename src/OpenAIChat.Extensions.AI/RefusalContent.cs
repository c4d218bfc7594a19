using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI;

/// <summary>Shows a refusal as Microsoft.Extensions.AI does: an <see cref="ErrorContent"/> whose code is <c>Refusal</c>.</summary>
internal static class RefusalContent
{
    public const string Code = "Refusal";

    public static ErrorContent Create(string refusal) => new(refusal) { ErrorCode = Code };
}
