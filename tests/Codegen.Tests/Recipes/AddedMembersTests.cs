using Codegen.Tests.Adoption;
using Newtonsoft.Json.Linq;

namespace Codegen.Tests.Recipes;

/// <summary>An edition that adds a member of every kind is adopted on a copy, and no C# file is touched by hand: the members are whatever the others are.</summary>
[TestFixture]
[Category("Recipes")]
[Platform(Exclude = "Win", Reason = "the scripts are bash")]
internal sealed class AddedMembersTests
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><RunAnalyzers>false</RunAnalyzers></PropertyGroup>
          <ItemGroup><ProjectReference Include="../../src/OpenAIChat/OpenAIChat.csproj" /></ItemGroup>
        </Project>
        """;

    // Prints a line of JSON of each thing that it tries.
    private const string Program =
        """
        using System.Net;
        using OpenAIChat;

        const string Added = "\"new_text\":\"a\",\"new_number\":1.5,\"new_mode\":\"lenient\",\"new_detail\":{\"key\":\"k\"},"
            + "\"new_list\":[\"l\"],\"new_map\":{\"m\":2.0},\"new_choice\":[\"c\",\"d\"]";
        const string Answer = "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[]," + Added + "}";
        var defaults = new CreateChatCompletionRequest
        {
            Model = "m", NewText = "a", NewNumber = 1.5, NewMode = CreateChatCompletionRequestNewMode.Lenient, NewDetail = new NewDetail("k"),
            NewList = ["l"], NewMap = new Dictionary<string, double> { ["m"] = 2 }, NewChoice = new[] { "c", "d" },
        };
        var message = new ChatCompletionRequestUserMessage
        {
            Content = "hi", NewText = "a", NewNumber = 1.5, NewMode = "lenient", NewDetail = new NewDetail("k"),
            NewList = ["l"], NewMap = new Dictionary<string, double> { ["m"] = 2 }, NewChoice = new[] { "c", "d" },
        };
        var handler = new Handler(Answer);
        using var chat = new ChatApi(new HttpClient(handler), new ChatApiOptions { ApiKey = "sk-test", Defaults = defaults });
        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(new CreateChatCompletionRequest { Messages = [message] });
        Console.WriteLine(handler.Sent);
        Console.WriteLine(reply.ToJson());
        Console.WriteLine(message.Clone().ToJson());

        var clone = (CreateChatCompletionRequest)defaults.Clone();
        clone.NewDetail!.Key = "other";
        clone.NewList.Add("other");
        Console.WriteLine(defaults.ToJson());

        clone.NewText = "far too long";
        clone.NewNumber = 11;
        clone.NewList = ["1", "2", "3", "4"];
        clone.NewDetail = new NewDetail();
        message.NewNumber = -1;
        clone.Messages = [message];
        try
        {
            await chat.CreateChatCompletionAsync(clone);
        }
        catch (RequestValidationException exception)
        {
            Console.WriteLine($"[{string.Join(",", exception.Violations.Select(violation => '"' + violation.Path + '"').Order(StringComparer.Ordinal))}]");
        }

        sealed class Handler(string answer) : HttpMessageHandler
        {
            public string? Sent { get; private set; }

            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                Sent = await request.Content!.ReadAsStringAsync(cancellationToken);
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, null, "application/json") };
            }
        }
        """;

    private static readonly JObject Added = JObject.Parse(
        """
        {
          "new_text": "a", "new_number": 1.5, "new_mode": "lenient", "new_detail": { "key": "k" },
          "new_list": ["l"], "new_map": { "m": 2.0 }, "new_choice": ["c", "d"]
        }
        """);

    [Test]
    public void Added_members_are_filled_cloned_validated_documented_read_and_written_whatever_the_order_of_the_edition()
    {
        using var copy = new RepositoryCopy();
        JObject edition = Editions.With([.. Editions.Additions.Values, Editions.AddMembersOfEveryKind]);
        copy.Write("../edition.json", edition.ToString());
        copy.Succeed("dotnet", "run", "--project", "build/Codegen", "-v", "q", "--", "adopt", Path.Combine(copy.Folder, "edition.json"));

        Assert.That(copy.Git("status", "--porcelain", "--", "*.cs", ":!src/OpenAIChat/Generated"), Is.Empty, "no hand on any C# file");
        copy.Write("tests/Added/Added.csproj", Project);
        copy.Write("tests/Added/Program.cs", Program);
        AssertWorks(copy.Succeed("dotnet", "run", "--project", "tests/Added", "-p:RunAnalyzers=false"));
        Assert.That(copy.Read("docs/models/CreateChatCompletionRequest.md"), Does.Contain("new_choice").And.Contain("new_map"));
        copy.Commit("Adopt");

        // The document itself, in another order: JSON is YAML.
        Editions.Reverse(edition);
        copy.Write("openapi/openapi.yaml", edition.ToString());
        AssertWorks(copy.Succeed("dotnet", "run", "--project", "tests/Added", "-p:RunAnalyzers=false"));
        copy.Succeed("dotnet", "test", "tests/OpenAIChat.Tests", "--filter", "FullyQualifiedName~PublicApiTests", "-p:RunAnalyzers=false");
    }

    private static void AssertWorks(string output)
    {
        JToken[] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] is '{' or '[').Select(JToken.Parse)];
        Assert.That(lines, Has.Length.EqualTo(5), output);
        Assert.That(Of(lines[0]), Is.EqualTo(Added).Using(JToken.EqualityComparer), "filled from Defaults and sent");
        Assert.That(Of(lines[0]["messages"]![0]!), Is.EqualTo(Added).Using(JToken.EqualityComparer), "sent in a message");
        Assert.That(Of(lines[1]), Is.EqualTo(Added).Using(JToken.EqualityComparer), "read and written");
        Assert.That(Of(lines[2]), Is.EqualTo(Added).Using(JToken.EqualityComparer), "cloned");
        Assert.That(Of(lines[3]), Is.EqualTo(Added).Using(JToken.EqualityComparer), "cloned deeply");
        Assert.That(
            lines[4].Values<string>(),
            Is.EquivalentTo(new[] { "new_text", "new_number", "new_list", "new_detail.key", "messages[0].new_number" }),
            "validated");
    }

    private static JToken Of(JToken model) => new JObject(((JObject)model).Properties().Where(member => Added.ContainsKey(member.Name)));
}
