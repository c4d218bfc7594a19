namespace Codegen.Diff;

/// <summary>One difference between two editions, as a user of the client sees it.</summary>
/// <param name="IsBreaking">Whether code that worked with the old edition may no longer compile or work.</param>
/// <param name="Subject">What has changed: an operation, a type, or <c>Type.member</c>.</param>
/// <param name="Text">How it has changed.</param>
internal sealed record Change(bool IsBreaking, string Subject, string Text);
