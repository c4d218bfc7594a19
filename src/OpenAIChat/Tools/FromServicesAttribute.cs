namespace OpenAIChat;

/// <summary>Says that a parameter of a function comes from <see cref="ToolRunOptions.Services"/>, not from the model.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
