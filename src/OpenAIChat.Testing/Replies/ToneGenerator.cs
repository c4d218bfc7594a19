namespace OpenAIChat.Testing;

/// <summary>Turns text into sound, always the same for the same text: a short tone for each token, its pitch by the token's
/// letters.</summary>
internal static class ToneGenerator
{
    /// <summary>The sample rate of the provider's audio.</summary>
    public const int SampleRate = 24000;

    private const int SamplesPerToken = SampleRate / 20;
    private const double LowestPitch = 220;
    private const double Semitone = 1.0594630943592953;
    private const int Semitones = 24;
    private const double Volume = 0.25 * short.MaxValue;

    public static short[] Samples(string text)
    {
        IReadOnlyList<string> tokens = Tokens.Of(text);
        short[] samples = new short[tokens.Count * SamplesPerToken];
        for (int token = 0; token < tokens.Count; token++)
        {
            double pitch = LowestPitch * Math.Pow(Semitone, tokens[token].Sum(static c => c) % Semitones);
            for (int i = 0; i < SamplesPerToken; i++)
            {
                // It swells and fades, so that it does not crackle.
                double envelope = Math.Sin(Math.PI * i / SamplesPerToken);
                samples[(token * SamplesPerToken) + i] = (short)(Volume * envelope * Math.Sin(2 * Math.PI * pitch * i / SampleRate));
            }
        }

        return samples;
    }
}
