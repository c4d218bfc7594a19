namespace OpenAIChat;

/// <summary>Copies models.</summary>
public static class JsonModelExtensions
{
    /// <summary>Creates a deep copy, which can be changed without changing the original.</summary>
    /// <typeparam name="T">The type of the model.</typeparam>
    /// <param name="model">The model.</param>
    /// <returns>A new model that is written as the same JSON; that of a server's answer has its <see cref="ResponseModel.Http"/>.</returns>
    public static T Clone<T>(this T model)
        where T : JsonModel
    {
        ArgumentNullException.ThrowIfNull(model);
        JsonModel copy = model.CreateClone();
        if (copy is ResponseModel response)
        {
            response.Http = ((ResponseModel)(JsonModel)model).Http;
        }

        return (T)copy;
    }
}
