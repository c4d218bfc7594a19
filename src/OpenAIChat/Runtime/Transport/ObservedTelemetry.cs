namespace OpenAIChat.Runtime;

/// <summary>Tells an observer what is recorded anyway.</summary>
internal sealed class ObservedTelemetry(ITelemetry recorded, CallObserver observer) : ITelemetry
{
    public ICallTelemetry? Start(ApiCall call, JsonModel? content, TransportSettings settings)
    {
        var info = new CallInfo(call, content, settings.TimeProvider);
        observer.OnSending(info);
        return new Record(recorded.Start(call, content, settings), observer, info);
    }

    private sealed class Record(ICallTelemetry? recorded, CallObserver observer, CallInfo call) : ICallTelemetry
    {
        private object? received;

        public void Receive(object answer)
        {
            received = answer;
            recorded?.Receive(answer);
        }

        public void ReceiveChunk(object chunk)
        {
            recorded?.ReceiveChunk(chunk);
            observer.OnChunk(call, chunk);
        }

        public void Stop(HttpInfo? http, Exception? error)
        {
            recorded?.Stop(http, error);
            if (error is null)
            {
                observer.OnCompleted(call, http, received);
            }
            else
            {
                observer.OnFailed(call, error);
            }
        }
    }
}
