using System.Buffers.Binary;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

/// <summary>Scripted replies end where a model's would, and audio output is audio.</summary>
internal sealed class OutputLimitTests
{
    private static readonly CreateChatCompletionRequest Request = new()
    {
        Model = "m",
        Messages = { ChatCompletionRequestMessage.User("Count!") }
    };

    [Test]
    public async Task A_scripted_text_ends_at_the_token_limit()
    {
        CreateChatCompletionResponse reply = await ReplyAsync(
            ChatReply.Text("One two three four"),
            static request => request.MaxCompletionTokens = 2);

        Assert.That(reply.Text, Is.EqualTo("One two"));
        Assert.That(reply.Choices[0].FinishReason, Is.EqualTo(FinishReason.Length));
        Assert.That(reply.Usage!.CompletionTokens, Is.EqualTo(2));
    }

    [Test]
    public async Task A_scripted_text_ends_before_a_stop_sequence()
    {
        CreateChatCompletionResponse reply = await ReplyAsync(
            ChatReply.Text("One two three"),
            static request => request.Stop = new[] { "three", " two" });

        Assert.That(reply.Text, Is.EqualTo("One"));
        Assert.That(reply.Choices[0].FinishReason, Is.EqualTo(FinishReason.Stop));
    }

    [Test]
    public async Task Each_choice_has_the_limit_to_itself()
    {
        CreateChatCompletionResponse reply = await ReplyAsync(ChatReply.Text("One two", "Three four five"), static request =>
        {
            request.N = 2;
            request.MaxCompletionTokens = 2;
        });

        Assert.That(reply.Choices.Select(static choice => choice.Message.Content), Is.EqualTo(new[] { "One two", "Three four" }));
        Assert.That(
            reply.Choices.Select(static choice => choice.FinishReason),
            Is.EqualTo(new[] { FinishReason.Stop, FinishReason.Length }));
    }

    [Test]
    public async Task The_arguments_of_a_tool_call_are_cut_off()
    {
        CreateChatCompletionResponse reply = await ReplyAsync(ChatReply.ToolCall("f", new { city = "Paris" })
            .AndToolCall("g", "{}"), static request =>
        {
            request.Tools = [ChatCompletionRequestTool.Function("f"), ChatCompletionRequestTool.Function("g")];
            request.MaxCompletionTokens = 2;
        });

        Assert.That(reply.ToolCalls, Has.Count.EqualTo(1));
        Assert.That(((ChatCompletionMessageToolCall)reply.ToolCalls[0]).Function.Arguments, Is.EqualTo("{\"city"));
        Assert.That(reply.Choices[0].FinishReason, Is.EqualTo(FinishReason.Length));
    }

    [Test]
    public async Task A_reply_without_limits_says_everything()
    {
        CreateChatCompletionResponse reply = await ReplyAsync(ChatReply.Text("One two three").WithoutLimits(), static request =>
        {
            request.MaxCompletionTokens = 1;
            request.Stop = "two";
        });

        Assert.That(reply.Text, Is.EqualTo("One two three"));
        Assert.That(reply.Choices[0].FinishReason, Is.EqualTo(FinishReason.Stop));
    }

    [Test]
    public async Task A_wav_is_a_playable_file()
    {
        byte[] wav = await AudioAsync("wav");

        Assert.That(wav[..4], Is.EqualTo("RIFF"u8.ToArray()));
        Assert.That(wav[8..16], Is.EqualTo("WAVEfmt "u8.ToArray()));
        Assert.That(BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(4)), Is.EqualTo(wav.Length - 8));
        Assert.That(BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(20)), Is.EqualTo(1), "PCM");
        Assert.That(BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)), Is.EqualTo(wav.Length - 44));
        Assert.That(wav[44..].Any(static sample => sample != 0), "it can be heard");
    }

    [Test]
    public async Task Pcm16_is_the_samples_of_the_wav()
    {
        Assert.That(await AudioAsync("pcm16"), Is.EqualTo((await AudioAsync("wav"))[44..]));
    }

    [Test]
    public async Task An_mp3_is_a_row_of_frames()
    {
        const int FrameLength = 96;
        byte[] mp3 = await AudioAsync("mp3");

        Assert.That(mp3.Length % FrameLength, Is.Zero);
        for (int frame = 0; frame < mp3.Length; frame += FrameLength)
        {
            Assert.That(mp3[frame..(frame + 2)], Is.EqualTo(new byte[] { 0xFF, 0xF3 }));
        }
    }

    [Test]
    public async Task A_format_that_the_server_cannot_make_is_said_so()
    {
        Assert.That(() => AudioAsync("opus"), Throws.InstanceOf<BadRequestException>().With.Message.Contains("wav, pcm16 or mp3"));
        await Task.CompletedTask;
    }

    private static async Task<byte[]> AudioAsync(string format)
    {
        CreateChatCompletionResponse reply = await ReplyAsync(ChatReply.Text("Hello there"), request =>
        {
            request.Modalities = [ResponseModality.Text, ResponseModality.Audio];
            request.Audio = new CreateChatCompletionRequestAudio { Voice = "alloy", Format = format };
        });
        return Convert.FromBase64String(reply.Choices[0].Message.Audio!.Data);
    }

    private static async Task<CreateChatCompletionResponse> ReplyAsync(ChatReply script, Action<CreateChatCompletionRequest> configure)
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using ChatApi chat = server.CreateClient();
        server.Enqueue(script);
        CreateChatCompletionRequest request = Request.Clone();
        configure(request);
        return await chat.CreateChatCompletionAsync(request);
    }
}
