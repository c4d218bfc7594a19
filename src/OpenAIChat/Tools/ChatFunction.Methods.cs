using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;
using OpenAIChat.StructuredOutput;
using OpenAIChat.Tools;

namespace OpenAIChat;

/// <content>Makes functions of methods: the strict schema comes from their parameters.</content>
public sealed partial class ChatFunction
{
    private const string TrimWarning =
        "Looks at methods and types at run time. In trimmed programs and in those compiled ahead of time, use the overload with a schema.";

    /// <summary>Creates a function of a method: its parameters are the arguments, with a strict schema.</summary>
    /// <param name="function">
    /// The method, which may be asynchronous. A <see cref="CancellationToken"/>, a <see cref="ToolCallContext"/>, an
    /// <see cref="IServiceProvider"/> and what <see cref="FromServicesAttribute"/> marks are handed over and not part of the schema. What
    /// it returns is told to the model: a text as it is, anything else as JSON.
    /// </param>
    /// <param name="name">The name; by default that of the method, without <c>Async</c>. A lambda needs one.</param>
    /// <param name="description">What the function does; by default what <c>[Description]</c> on the method says.</param>
    /// <param name="options">How the schema is made and arguments are read.</param>
    /// <exception cref="ArgumentException">The name is invalid or missing, or a parameter is by reference.</exception>
    /// <exception cref="StrictJsonSchemaException">A parameter has no strict schema.</exception>
    [RequiresUnreferencedCode(TrimWarning)]
    [RequiresDynamicCode(TrimWarning)]
    public static ChatFunction Create(
        Delegate function, string? name = null, string? description = null, StructuredOutputOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        MethodInfo method = function.Method;
        description ??= method.GetCustomAttribute<DescriptionAttribute>()?.Description ?? options?.Describe?.Invoke(method);
        name ??= MethodName.Of(method) ?? throw new ArgumentException("A lambda has no name. Give one, or use a method.", nameof(name));
        CheckName(name);
        var parameters = new MethodParameters(method, name, options);
        return Create(name, description, parameters.Type, options, CallMethod);

        object? CallMethod(object? arguments, ToolCallContext call) => Invoke(function, parameters.Fill((object?[])arguments!, call));
    }

    /// <summary>Creates a function whose arguments are an object, with the strict schema of its type.</summary>
    /// <typeparam name="TArguments">The type of the arguments.</typeparam>
    /// <param name="name">Name of the function: letters, digits, underscores and hyphens, at most 64 characters.</param>
    /// <param name="description">What the function does; the model decides by it when and how to call it.</param>
    /// <param name="function">
    /// The function. What it returns is told to the model: a text as it is, anything else as JSON; a task is awaited.
    /// </param>
    /// <param name="options">How the schema is made and arguments are read.</param>
    /// <exception cref="ArgumentException">The name is invalid.</exception>
    /// <exception cref="StrictJsonSchemaException">The type has no strict schema.</exception>
    [RequiresUnreferencedCode(TrimWarning)]
    [RequiresDynamicCode(TrimWarning)]
    public static ChatFunction Create<TArguments>(
        string name, string? description, Func<TArguments, CancellationToken, object?> function, StructuredOutputOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        var type = StructuredType.Of(typeof(TArguments), options);
        return Create(
            CheckName(name), description, type, options, (arguments, call) => function((TArguments)arguments!, call.CancellationToken));
    }

    /// <inheritdoc cref="Create{TArguments}(string, string, Func{TArguments, CancellationToken, object}, StructuredOutputOptions)"/>
    [RequiresUnreferencedCode(TrimWarning)]
    [RequiresDynamicCode(TrimWarning)]
    public static ChatFunction Create<TArguments>(
        string name,
        string? description,
        Func<TArguments, CancellationToken, Task<object?>> function,
        StructuredOutputOptions? options = null) =>
        Create<TArguments>(name, description, (Func<TArguments, CancellationToken, object?>)function, options);

    /// <inheritdoc cref="Create{TArguments}(string, string, Func{TArguments, CancellationToken, object}, StructuredOutputOptions)"/>
    [RequiresUnreferencedCode(TrimWarning)]
    [RequiresDynamicCode(TrimWarning)]
    public static ChatFunction Create<TArguments>(
        string name, string? description, Func<TArguments, CancellationToken, Task> function, StructuredOutputOptions? options = null) =>
        Create<TArguments>(name, description, (Func<TArguments, CancellationToken, object?>)function, options);

    [RequiresUnreferencedCode(TrimWarning)]
    [RequiresDynamicCode(TrimWarning)]
    private static ChatFunction Create(
        string name,
        string? description,
        StructuredType type,
        StructuredOutputOptions? options,
        Func<object?, ToolCallContext, object?> invoke)
    {
        var results = new ToolResultWriter(options?.SerializerSettings);
        return new ChatFunction(
            ChatTool.Function(name, description, type.Schema, strict: true),
            name,
            description,
            async call =>
            {
                object? returned = invoke(ToolArguments.Read(call.Arguments, type), call);
                return results.Write(await ToolResultWriter.AwaitAsync(returned).ConfigureAwait(false));
            });
    }

    private static object? Invoke(Delegate function, object?[] arguments)
    {
        try
        {
            object? result = function.DynamicInvoke(arguments);
            return function.Method.ReturnType == typeof(void) ? ToolResultWriter.Nothing : result;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Capture(cause).Throw();
            throw;
        }
    }
}
