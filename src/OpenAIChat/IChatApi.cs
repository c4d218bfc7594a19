namespace OpenAIChat;

// What is not an operation; the operations are generated.
public partial interface IChatApi
{
    /// <summary>Returns the same API with other options for its calls.</summary>
    /// <param name="options">What differs for these calls.</param>
    IChatApi WithOptions(RequestOptions options);
}
