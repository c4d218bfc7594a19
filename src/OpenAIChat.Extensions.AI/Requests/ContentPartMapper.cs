using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI.Requests;

/// <summary>Maps contents to the parts of a message.</summary>
internal static class ContentPartMapper
{
    private const string DetailKey = "detail";
    private const string DataScheme = "data";

    /// <summary>Gets the text that says everything; null where the contents need parts, and empty when there are none.</summary>
    public static string? PlainText(IList<AIContent> contents)
    {
        string? text = null;
        for (int i = 0; i < contents.Count; i++)
        {
            switch (contents[i])
            {
                case UsageContent:
                    break;
                case { RawRepresentation: ChatCompletionRequestMessageContentPart raw }:
                    // A part that was given as it is (with a cache breakpoint, say) stays a part.
                    if (text is not null || raw is not ChatCompletionRequestMessageContentPartText
                        {
                            HasAdditionalProperties: false,
                            PromptCacheBreakpoint: null
                        } plain)
                    {
                        return null;
                    }

                    text = plain.Text;
                    break;
                case TextContent only when text is null:
                    text = only.Text;
                    break;
                default:
                    return null;
            }
        }

        return text ?? "";
    }

    public static List<ChatCompletionRequestMessageContentPart> ToParts(IList<AIContent> contents, ContentPlace place)
    {
        var parts = new List<ChatCompletionRequestMessageContentPart>(contents.Count);
        foreach (AIContent content in contents)
        {
            if (content is not UsageContent)
            {
                parts.Add(ToPart(content, place));
            }
        }

        return parts;
    }

    /// <summary>Maps contents where only text has a place.</summary>
    public static List<ChatCompletionRequestMessageContentPartText> ToTexts(IList<AIContent> contents, ContentPlace place)
    {
        var texts = new List<ChatCompletionRequestMessageContentPartText>(contents.Count);
        foreach (AIContent content in contents)
        {
            switch (content)
            {
                case { RawRepresentation: ChatCompletionRequestMessageContentPartText raw }:
                    texts.Add(raw);
                    break;
                case TextContent text:
                    texts.Add(new ChatCompletionRequestMessageContentPartText { Text = text.Text });
                    break;
                case UsageContent:
                    break;
                default:
                    throw place.NotSupported(content, "Such a message carries text only; put other content into a user message.");
            }
        }

        return texts;
    }

    private static ChatCompletionRequestMessageContentPart ToPart(AIContent content, ContentPlace place) => content switch
    {
        { RawRepresentation: ChatCompletionRequestMessageContentPart raw } => raw,
        TextContent text => new ChatCompletionRequestMessageContentPartText { Text = text.Text },
        DataContent data => ToPart(data, place),
        UriContent { Uri: { IsAbsoluteUri: true, Scheme: DataScheme } uri } inline => ToPart(new DataContent(uri, inline.MediaType), place),
        UriContent uri when uri.HasTopLevelMediaType("image") => ToImage(uri.Uri.AbsoluteUri, uri),
        UriContent uri => throw place.NotSupported(
            uri,
            "Only images may be given by address: download it and pass DataContent, or upload it and pass HostedFileContent."),
        HostedFileContent file => new ChatCompletionRequestMessageContentPartFile { File = new FileContent { FileId = file.FileId } },
        ToolApprovalRequestContent or ToolApprovalResponseContent => throw place.NotSupported(
            content, "Approvals are resolved by FunctionInvokingChatClient: put it in front of this client."),
        _ => throw place.NotSupported(content, "Leave it out, or pass text, data, an image's address, or a hosted file."),
    };

    private static ChatCompletionRequestMessageContentPart ToPart(DataContent data, ContentPlace place)
    {
        if (data.HasTopLevelMediaType("image"))
        {
            return ToImage(data.Uri, data);
        }

        if (data.HasTopLevelMediaType("audio"))
        {
            return new ChatCompletionRequestMessageContentPartAudio
            {
                InputAudio = new InputAudioContent
                {
                    Data = data.Base64Data.ToString(),
                    Format = AudioMediaType.ToFormat(data.MediaType)
                    ?? throw place.NotSupported(data, "Audio is taken as audio/mpeg or audio/wav: convert it.")
                },
            };
        }

        return data.HasTopLevelMediaType("application") || data.HasTopLevelMediaType("text")
            ? new ChatCompletionRequestMessageContentPartFile
            {
                File = new FileContent { FileData = data.Uri, Filename = data.Name ?? DefaultName(data.MediaType) }
            }
            : throw place.NotSupported(data, "Images, audio and documents are taken: convert it.");
    }

    private static ChatCompletionRequestMessageContentPartImage ToImage(string url, AIContent content) => new()
    {
        ImageUrl = new ImageUrlContent { Url = url, Detail = DetailOf(content) },
    };

    private static ImageDetail? DetailOf(AIContent content) =>
        content.AdditionalProperties is { } properties && properties.TryGetValue(DetailKey, out object? value)
            && value?.ToString() is { Length: > 0 } detail
            ? (ImageDetail)detail
            : (ImageDetail?)null;

    private static string DefaultName(string mediaType) => mediaType switch
    {
        "application/pdf" => "document.pdf",
        "application/json" => "document.json",
        "text/plain" => "document.txt",
        "text/markdown" => "document.md",
        "text/csv" => "document.csv",
        "text/html" => "document.html",
        _ => "document",
    };
}
