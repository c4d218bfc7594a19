namespace OpenAIChat.Runtime;

/// <summary>Lets Newtonsoft read and write a union through its generated code.</summary>
internal abstract class UnionConverter<T> : ModelConverter<T>
    where T : class;
