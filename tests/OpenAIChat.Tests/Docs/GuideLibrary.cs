using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Docs;

/// <summary>
/// Makes a library of a guide: a method of each block, and the types that the page declares. A block sees the usings that the page has
/// shown so far, and may use <c>chat</c>, <c>request</c> and the like without declaring them.
/// </summary>
internal sealed class GuideLibrary(Guide guide)
{
    /// <summary>What a project has without saying so, and <c>using OpenAIChat</c>.</summary>
    public const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks; global using OpenAIChat;
        """;

    // What a block takes for granted, unless it declares it itself.
    private static readonly (string Type, string Name)[] Given =
    [
        ("ChatApi", "chat"), ("CreateChatCompletionRequest", "request"), ("OpenAIChat.Testing.ChatServer", "server"), ("ToolRun", "run"),
        ("ChatFunction[]", "functions"), ("Microsoft.Extensions.AI.IChatClient", "client"), ("CancellationToken", "cancellationToken"),
    ];

    private Assembly? library;

    /// <summary>Gets the files of the library.</summary>
    public IEnumerable<string> Files()
    {
        yield return ImplicitUsings;
        var usings = new List<string>();
        foreach (GuideBlock block in guide.Blocks)
        {
            CompilationUnitSyntax code = CSharpSyntaxTree.ParseText(block.Code).GetCompilationUnitRoot();
            ILookup<bool, string> members = code.Members.ToLookup(
                static member => member is GlobalStatementSyntax, static member => member.ToFullString());
            usings.AddRange(code.Usings.Select(static directive => directive.WithoutTrivia().NormalizeWhitespace().ToString()));
            yield return $$"""
                {{string.Join('\n', usings.Distinct(StringComparer.Ordinal))}}
                namespace Guide
                {
                {{string.Concat(members[false])}}
                internal static class Block{{block.Index}}
                {
                internal static async Task RunAsync({{Parameters(code)}})
                {
                await Task.CompletedTask;
                #line 1 "{{guide.Name}}.md, block {{block.Index}}"
                {{string.Concat(members[true])}}
                }
                }
                }
                """;
        }
    }

    /// <summary>Runs a block; what asks the environment for a key asks the server instead.</summary>
    public async Task RunAsync(GuideBlock block, ChatServer server)
    {
        library ??= Snippets.Load(
            Files().Select(static file => file.Replace("new ChatApi()", "given.CreateClient()", StringComparison.Ordinal)));
        MethodInfo method = library.GetType("Guide.Block" + block.Index)!
            .GetMethod("RunAsync", BindingFlags.NonPublic | BindingFlags.Static)!;
        using ChatApi chat = server.CreateClient();
        var request = new CreateChatCompletionRequest { Model = "gpt-5.4", Messages = { "Hello! Answer in JSON." } };
        ChatFunction[] functions = [ChatFunction.Create((string city) => $"Sunny in {city}.", "get_weather")];

        await (Task)method.Invoke(null, [.. method.GetParameters().Select(Argument)])!;

        object Argument(ParameterInfo parameter) => parameter.Name switch
        {
            "chat" => chat,
            "request" => request,
            "functions" => functions,
            "run" => chat.RunTools(request, functions),
            "client" => chat.AsIChatClient("gpt-5.4"),
            "cancellationToken" => CancellationToken.None,
            _ => server,
        };
    }

    private static string Parameters(CompilationUnitSyntax code)
    {
        var declared = code.DescendantNodes().Select(static node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.Text,
            ForEachStatementSyntax loop => loop.Identifier.Text,
            SingleVariableDesignationSyntax designation => designation.Identifier.Text,
            _ => null,
        }).ToHashSet(StringComparer.Ordinal);
        return string.Join(", ", Given.Where(given => !declared.Contains(given.Name)).Append(("OpenAIChat.Testing.ChatServer", "given"))
            .Select(static given => $"{given.Item1} {given.Item2}"));
    }
}
