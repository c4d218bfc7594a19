using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace OpenAIChat.Runtime;

/// <summary>One call as generated code describes it: operation, method, path, query, headers and body.</summary>
/// <remarks>
/// What is wrong with an argument is kept until the call is sent, so that it surfaces from the task, as it does from any async method. From
/// a stream
/// it surfaces when the method is called, as from any iterator that checks its arguments: nobody may ever enumerate it.
/// </remarks>
internal sealed class ApiCall(string operation, HttpMethod method, string pathTemplate)
{
    private string? path;
    private StringBuilder? query;
    private List<KeyValuePair<string, string>>? headers;

    public string Operation => operation;

    public HttpMethod Method => method;

    /// <summary>Gets the path with its parameters filled in; the template itself when there is none.</summary>
    public string FilledPath => path ?? pathTemplate;

    /// <summary>Gets whether the path has no parameters.</summary>
    public bool IsFixed => path is null;

    /// <summary>Gets the query without its question mark; null when there is none.</summary>
    public string? QueryText => query?.ToString();

    public IReadOnlyList<KeyValuePair<string, string>>? Headers => headers;

    public JsonModel? Content { get; private set; }

    /// <summary>Gets what is wrong with the arguments; null when nothing is.</summary>
    public ArgumentException? ArgumentError { get; private set; }

    public void Path(string name, string? value, [CallerArgumentExpression(nameof(value))] string? argument = null)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            ArgumentError ??= value is null
                ? new ArgumentNullException(argument)
                : new ArgumentException("The value cannot be empty or white space: it is a part of the address.", argument);
        }
        else if (value is "." or "..")
        {
            ArgumentError ??= new ArgumentException("The value cannot be a dot segment: it would name another address.", argument);
        }
        else
        {
            path = FilledPath.Replace("{" + name + "}", Uri.EscapeDataString(value));
        }
    }

    /// <summary>Checks that a required parameter of the query or the headers is set.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="property">Its property on the object that holds the parameters.</param>
    /// <param name="argument">The argument that is that object.</param>
    public void Require(object? value, string property, string argument)
    {
        if (value is null)
        {
            ArgumentError ??= new ArgumentException($"{property} is required. Set it on the parameters.", argument);
        }
    }

    public void Query(string name, string? value)
    {
        if (value is not null)
        {
            AppendQuery(name, Uri.EscapeDataString(value));
        }
    }

    public void Query(string name, int? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Query(string name, long? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Query(string name, double? value) => Query(name, value?.ToString("R", CultureInfo.InvariantCulture));

    public void Query(string name, bool? value) => Query(name, value switch { null => null, true => "true", false => "false" });

    public void Query(string name, IEnumerable<string>? values)
    {
        foreach (string value in values ?? [])
        {
            Query(name, value);
        }
    }

    /// <summary>Adds the items of a list as one value.</summary>
    public void Query(string name, IEnumerable<string>? values, string separator)
    {
        if (values?.Any() == true)
        {
            AppendQuery(name, string.Join(separator, values.Select(Uri.EscapeDataString)));
        }
    }

    public void Query(string name, IDictionary<string, string>? values)
    {
        if (values is not null)
        {
            foreach (KeyValuePair<string, string> entry in values)
            {
                Query(name + "[" + entry.Key + "]", entry.Value);
            }
        }
    }

    public void Header(string name, string? value)
    {
        if (value is not null)
        {
            (headers ??= []).Add(new(name, value));
        }
    }

    /// <summary>Adds a header with the items of a list, commas between them.</summary>
    public void Header(string name, IEnumerable<string>? values)
    {
        if (values?.Any() == true)
        {
            Header(name, string.Join(",", values));
        }
    }

    public void Body(JsonModel? request)
    {
        if (request is null)
        {
            ArgumentError ??= new ArgumentNullException(nameof(request));
        }

        Content = request;
    }

    private void AppendQuery(string name, string escaped) =>
        (query ??= new StringBuilder()).Append(query.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(escaped);
}
