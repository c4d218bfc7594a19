using System.Reflection;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Generated;

/// <summary>No getter of a generated model changes what is written, nor where a violation is reported.</summary>
public sealed class GetterTests
{
    private static IEnumerable<ContractType> Models => Contract.Objects;

    [Test]
    public void Looking_at_a_tool_without_function_changes_neither_its_JSON_nor_the_path_of_its_violation()
    {
        ChatCompletionTool tool = ChatCompletionTool.FromJson("""{"type":"function"}""");
        var request = new CreateChatCompletionRequest { Model = "m", Messages = { "Hello" }, Tools = { tool } };
        string[] before = [.. request.Validate().Select(violation => violation.Path)];

        _ = (tool.Function.Name, tool.Function.Parameters?.ToString());

        Assert.That(before, Is.EqualTo(new[] { "tools[0].function" }));
        Assert.That(request.Validate().Select(violation => violation.Path), Is.EqualTo(before));
        Assert.That(tool.ToJson(), Is.EqualTo("""{"type":"function"}"""));
    }

    [Test]
    public void Getters_change_nothing_of_an_empty_object([ValueSource(nameof(Models))] ContractType type) =>
        AssertUnchanged(type.Type, new JObject());

    [Test]
    public void Getters_change_nothing_of_an_object_that_lacks_any_one_member([ValueSource(nameof(Models))] ContractType type)
    {
        var full = (JObject)type.Values.First();

        Assert.Multiple(() =>
        {
            foreach (JProperty member in full.Properties())
            {
                var json = (JObject)full.DeepClone();
                json.Remove(member.Name);
                AssertUnchanged(type.Type, json);
            }
        });
    }

    private static void AssertUnchanged(Type type, JObject json)
    {
        var model = (JsonModel)json.ToObject(type)!;
        string written = model.ToJson();
        string[] violations = Violations(model);

        Touch(model, depth: 0);

        Assert.That(model.ToJson(), Is.EqualTo(written), json.ToString());
        Assert.That(Violations(model), Is.EqualTo(violations), json.ToString());
    }

    private static string[] Violations(JsonModel model)
    {
        var check = new ModelValidator();
        model.Validate(check);
        return [.. check.Violations.Select(violation => $"{violation.Path}: {violation.Rule}")];
    }

    /// <summary>Reads every property of an object, and those of the objects and lists it gives.</summary>
    private static void Touch(object value, int depth)
    {
        foreach (PropertyInfo property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            object? inner = property.GetValue(value);
            if (depth < 4 && inner is JsonModel or JsonUnion)
            {
                Touch(inner!, depth + 1);
            }
            else if (depth < 4 && inner is System.Collections.IEnumerable items and not string and not JToken)
            {
                foreach (object item in items.Cast<object>().Where(item => item is JsonModel or JsonUnion))
                {
                    Touch(item, depth + 1);
                }
            }
        }
    }
}
