namespace OpenAIChat.Runtime;

/// <summary>Collects what a model violates.</summary>
internal sealed partial class ModelValidator;
