using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OpenAIChat.WebSample;

/// <summary>A web application that chats: the answer grows in the browser while functions of the application are called.</summary>
public static class WebSample
{
    private const string Page = "page.html";

    /// <summary>
    /// Creates the application; its settings come from the configuration, such as <c>OpenAIChat:ApiKey</c> or <c>OPENAI_API_KEY</c>.
    /// </summary>
    public static WebApplication Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.AddChatApi(builder.Configuration.GetSection("OpenAIChat"));
        builder.Services.AddHealthChecks().AddChatApi();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Trains>();
        builder.Services.AddSingleton<ChatEndpoint>();
        AddTelemetry(builder.Services);

        WebApplication app = builder.Build();
        app.MapGet(
            "/",
            static () => Results.Stream(typeof(WebSample).Assembly.GetManifestResourceStream(Page)!, "text/html; charset=utf-8"));
        app.MapGet("/chat", static (ChatEndpoint chat, string question, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(chat.AnswerAsync(question, cancellationToken)));
        app.MapHealthChecks("/health");
        return app;
    }

    // With the package OpenTelemetry.Extensions.Hosting, and an exporter of your choice:
    // services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("OpenAIChat")).WithMetrics(metrics =>
    // metrics.AddMeter("OpenAIChat"));
    private static void AddTelemetry(IServiceCollection services)
    {
        services.AddSingleton<BaseExporter<Activity>, SpanLog>();
        services.AddSingleton(static provider => Sdk.CreateTracerProviderBuilder()
            // Both: the default sampler leaves out spans whose parent is left out, and the request is the parent.
            .AddSource("Microsoft.AspNetCore", "OpenAIChat")
            .AddProcessor(new SimpleActivityExportProcessor(provider.GetRequiredService<BaseExporter<Activity>>()))
            .Build());
        services.AddSingleton(static _ => Sdk.CreateMeterProviderBuilder().AddMeter("OpenAIChat").Build());
        services.AddHostedService<TelemetryStart>();
    }

    /// <summary>Makes the providers when the host starts; the container disposes them, which sends what is left.</summary>
    private sealed class TelemetryStart(TracerProvider tracing, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            GC.KeepAlive((tracing, metrics));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
