using OpenAIChat.Runtime;
using OpenAIChat.StructuredOutput;

namespace OpenAIChat.Validation;

/// <summary>JSON Schemas with <c>strict: true</c> obey the rules of strict schemas; each limit is a rule of its own.</summary>
/// <remarks>Source: the provider's guide to structured outputs; the API refuses any other schema.</remarks>
internal sealed class StrictSchemasAreStrict(string name) : RequestRule(name)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.ResponseFormat is ResponseFormatJsonSchema { JsonSchemaOrNull: { Strict: true, Schema: { } schema } })
        {
            Check(schema, "response_format.json_schema.schema", findings);
        }

        for (int i = 0; i < request.ToolsOrNull?.Count; i++)
        {
            if (request.ToolsOrNull[i] is ChatCompletionTool { FunctionOrNull: { Strict: true, Parameters: { } parameters } })
            {
                Check(parameters, FormattableString.Invariant($"tools[{i}].function.parameters"), findings);
            }
        }
    }

    private void Check(JsonObject schema, string path, RuleFindings findings)
    {
        foreach (SchemaFault fault in SchemaVerdicts.Of(schema))
        {
            if (fault.Rule == Name)
            {
                findings.Add(JsonPath.Join(path, fault.Path), $"{fault.Message}; {fault.Remedy}.");
            }
        }
    }
}
