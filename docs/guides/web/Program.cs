using OpenAIChat.WebSample;

await WebSample.Create(args).RunAsync();
