using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.SystemTextJson;

/// <summary>Models in web applications: minimal APIs and controllers.</summary>
internal sealed class WebTests
{
    internal static readonly CreateChatCompletionResponse Reply =
        CreateChatCompletionResponse.FromJson(
            """{"id":"a","choices":[{"index":0,"message":{"role":"assistant","content":"Grüße <b>"},"finish_reason":"stop"}],"x":1.50}""");

    private static readonly CreateChatCompletionRequest Request = new()
    {
        Model = "gpt-5.4",
        Messages = { ChatCompletionRequestMessage.System("Be brief."), "Hi" },
        ReasoningEffort = ReasoningEffort.Low,
        Tools = [ChatTool.Function("f", parameters: JsonObject.Parse("""{"type":"object","properties":{"a":{"type":"string"}}}"""))],
    };

    private WebApplication app = null!;
    private HttpClient client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls("http://127.0.0.1:0");
        builder.Services.AddControllers().ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.ApplicationParts.Add(new AssemblyPart(typeof(EchoController).Assembly));
        });
        app = builder.Build();
        app.MapControllers();
        app.MapGet("/reply", () => Reply);
        app.MapGet("/json", () => Results.Json(Reply));
        app.MapGet("/typed", () => TypedResults.Ok(Reply));
        app.MapGet("/list", () => new[] { Reply.Choices[0].Message });
        app.MapGet("/chunks", () => Chunks());
        app.MapGet("/events", () => TypedResults.ServerSentEvents(Chunks()));
        app.MapPost("/echo", (CreateChatCompletionRequest request) => request);
        app.MapPost("/message", ([FromBody] ChatCompletionRequestMessage message) => message);
        await app.StartAsync();
        client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [TestCase("/reply")]
    [TestCase("/json")]
    [TestCase("/typed")]
    [TestCase("/controller/reply")]
    public async Task An_endpoint_returns_a_reply(string path) =>
        Assert.That(await client.GetStringAsync(path), Is.EqualTo(Reply.ToJson()));

    [Test]
    public async Task An_endpoint_returns_a_list() =>
        Assert.That(await client.GetStringAsync("/list"), Is.EqualTo($"[{Reply.Choices[0].Message.ToJson()}]"));

    [Test]
    public async Task An_endpoint_returns_chunks_as_they_come() =>
        Assert.That(await client.GetStringAsync("/chunks"), Is.EqualTo("""[{"id":"a","choices":[]},{"id":"b","choices":[]}]"""));

    [Test]
    public async Task An_endpoint_sends_chunks_as_events() => Assert.That(
        await client.GetStringAsync("/events"),
        Is.EqualTo("data: {\"id\":\"a\",\"choices\":[]}\n\ndata: {\"id\":\"b\",\"choices\":[]}\n\n"));

    [TestCase("/echo")]
    [TestCase("/controller/echo")]
    public async Task An_endpoint_takes_a_request(string path)
    {
        using HttpResponseMessage answer = await client.PostAsync(
            path,
            new StringContent(Request.ToJson(), Encoding.UTF8, "application/json"));

        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(Request.ToJson()));
    }

    [Test]
    public async Task The_extensions_of_HttpClient_send_and_read_models()
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync("/message", ChatCompletionRequestMessage.User("Hi"));

        Assert.That(await answer.Content.ReadFromJsonAsync<ChatCompletionRequestMessage>(), Is.TypeOf<ChatCompletionRequestUserMessage>());
        Assert.That((await client.GetFromJsonAsync<CreateChatCompletionResponse>("/reply"))!.Text, Is.EqualTo("Grüße <b>"));
    }

    [TestCase("/echo")]
    [TestCase("/controller/echo")]
    public async Task An_endpoint_refuses_what_is_no_request(string path)
    {
        using HttpResponseMessage answer = await client.PostAsync(
            path,
            new StringContent("""{"messages":[7]}""", Encoding.UTF8, "application/json"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_controller_tells_what_is_wrong_and_where()
    {
        using HttpResponseMessage answer = await client.PostAsync(
            "/controller/echo", new StringContent("""{"messages":[7]}""", Encoding.UTF8, "application/json"));

        JToken errors = JObject.Parse(await answer.Content.ReadAsStringAsync())["errors"]!;
        Assert.That(errors["$.messages[0]"]?.ToString(), Does.Contain("Expected an object but found a number."));
    }

    [Test]
    public void The_schema_of_a_model_can_be_asked_for() => Assert.That(
        JsonSerializerOptions.Web.GetJsonSchemaAsNode(typeof(CreateChatCompletionRequest)), Is.Not.Null);

    private static async IAsyncEnumerable<CreateChatCompletionStreamResponse> Chunks()
    {
        foreach (string id in new[] { "a", "b" })
        {
            await Task.Yield();
            yield return CreateChatCompletionStreamResponse.FromJson($$"""{"id":"{{id}}","choices":[]}""");
        }
    }
}

/// <summary>Gives and takes models; a class of its own, since others are not found.</summary>
[ApiController]
[Route("controller")]
public sealed class EchoController : ControllerBase
{
    [HttpGet("reply")]
    public ActionResult<CreateChatCompletionResponse> Get() => Ok(WebTests.Reply);

    [HttpPost("echo")]
    public ActionResult<CreateChatCompletionRequest> Echo(CreateChatCompletionRequest request) => Ok(request);
}
