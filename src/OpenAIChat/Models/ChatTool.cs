using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace OpenAIChat;

/// <summary>Makes tools: <c>ChatCompletionTool.Function(…)</c>, or before C# 14 <c>ChatTool.Function(…)</c>.</summary>
public static class ChatTool
{
    extension(ChatCompletionRequestTool)
    {
        /// <summary>Creates a tool that is a function.</summary>
        /// <param name="name">Name of the function: letters, digits, underscores and hyphens, at most 64 characters.</param>
        /// <param name="description">What the function does; the model decides by it when and how to call it.</param>
        /// <param name="parameters">The arguments as a JSON Schema, as a <see cref="JsonObject"/> or a <c>JObject</c>; without it, the
        /// function takes none.</param>
        /// <param name="strict">Whether the arguments keep to the schema exactly.</param>
        [OverloadResolutionPriority(1)]
        public static ChatCompletionTool Function(
            string name,
            string? description = null,
            JsonObject? parameters = null,
            bool? strict = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            return new ChatCompletionTool(new FunctionObject(name) { Description = description, Parameters = parameters, Strict = strict });
        }

        /// <summary>Creates a tool that is a function.</summary>
        /// <param name="name">Name of the function: letters, digits, underscores and hyphens, at most 64 characters.</param>
        /// <param name="description">What the function does; the model decides by it when and how to call it.</param>
        /// <param name="parameters">The arguments as the text of a JSON Schema.</param>
        /// <param name="strict">Whether the arguments keep to the schema exactly.</param>
        public static ChatCompletionTool Function(
            string name, string? description, [StringSyntax(StringSyntaxAttribute.Json)] string parameters, bool? strict = null) =>
            Function(name, description, JsonObject.Parse(parameters), strict);

        /// <summary>Creates a tool that is a function.</summary>
        /// <param name="name">Name of the function: letters, digits, underscores and hyphens, at most 64 characters.</param>
        /// <param name="description">What the function does; the model decides by it when and how to call it.</param>
        /// <param name="parameters">The arguments as a JSON Schema, written as an anonymous object.</param>
        /// <param name="strict">Whether the arguments keep to the schema exactly.</param>
        [RequiresUnreferencedCode("Looks at the properties of the object at run time. Use JSON text or a JObject in trimmed programs.")]
        [RequiresDynamicCode(
            "Looks at the properties of the object at run time. Use JSON text or a JObject in programs compiled ahead of time.")]
        public static ChatCompletionTool Function(string name, string? description, object parameters, bool? strict = null) =>
            Function(name, description, JsonObject.FromObject(parameters), strict);

        /// <summary>Makes a custom tool, whose input is text in place of JSON.</summary>
        /// <param name="name">Name of the tool.</param>
        /// <param name="description">What the tool does; the model decides by it when and how to call it.</param>
        /// <param name="format">What the input looks like; without it, any text.</param>
        public static ChatCompletionCustomTool Custom(string name, string? description = null, CustomToolFormat? format = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            return new ChatCompletionCustomTool(new CustomTool(name) { Description = description, Format = format });
        }
    }
}
