using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using OpenAIChat.StructuredOutput;

namespace OpenAIChat.Tools;

/// <summary>The parameters of a method: those that the model fills, and those that the run does.</summary>
internal sealed class MethodParameters
{
    private readonly List<Func<object?[], ToolCallContext, object?>> sources = [];

    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    [RequiresDynamicCode(StructuredType.TrimWarning)]
    public MethodParameters(MethodInfo method, string name, StructuredOutputOptions? options)
    {
        var arguments = new List<StructuredParameter>();
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            if (SourceOf(parameter) is { } source)
            {
                sources.Add(source);
                continue;
            }

            int position = arguments.Count;
            sources.Add((values, _) => values[position]);
            arguments.Add(Describe(parameter, options));
        }

        Type = StructuredType.OfParameters(name, arguments, options);
    }

    /// <summary>Gets the schema of what the model fills, and its reader.</summary>
    public StructuredType Type { get; }

    /// <summary>Gets a value for each parameter.</summary>
    public object?[] Fill(object?[] arguments, ToolCallContext call) => [.. sources.Select(source => source(arguments, call))];

    [RequiresUnreferencedCode(StructuredType.TrimWarning)]
    private static StructuredParameter Describe(ParameterInfo parameter, StructuredOutputOptions? options)
    {
        if (parameter.ParameterType.IsByRef || parameter.ParameterType.IsPointer)
        {
            throw new ArgumentException($"The parameter {parameter.Name} is by reference. Pass it by value.", parameter.Name);
        }

        var described = StructuredParameter.Of(parameter);
        return described.Description is null && !described.Attributes.OfType<DescriptionAttribute>().Any()
            ? described with { Description = options?.Describe?.Invoke(parameter) }
            : described;
    }

    private static Func<object?[], ToolCallContext, object?>? SourceOf(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
        {
            return static (_, call) => call.CancellationToken;
        }

        if (type == typeof(ToolCallContext))
        {
            return static (_, call) => call;
        }

        // ASP.NET has an attribute of the same name.
        bool isService = parameter.CustomAttributes.Any(static attribute => attribute.AttributeType.Name == nameof(FromServicesAttribute));
        return isService || type == typeof(IServiceProvider) ? (_, call) => Resolve(parameter, call.Services) : null;
    }

    private static object? Resolve(ParameterInfo parameter, IServiceProvider? services)
    {
        object? service = parameter.ParameterType == typeof(IServiceProvider) ? services : services?.GetService(parameter.ParameterType);
        return service is not null || parameter.HasDefaultValue
            ? service
            : throw new InvalidOperationException(
                $"There is no {parameter.ParameterType} for the parameter {parameter.Name}. Register it and set ToolRunOptions.Services.");
    }
}
