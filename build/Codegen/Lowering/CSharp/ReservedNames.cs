namespace Codegen.Lowering.CSharp;

/// <summary>
/// The type names that a contract cannot have, because the runtime, its usings or any caller's mean something else by them.
/// </summary>
internal static class ReservedNames
{
    private static readonly HashSet<string> Types = new(StringComparer.OrdinalIgnoreCase);

    // What the runtime offers in the namespace of the models, or what generated code calls.
    private const string Runtime =
        """
        ApiCall ApiConnectionException ApiError ApiException ApiResponseException ApiStatusException ApiStreamException
        ApiTimeoutException ApiTransport AuthenticationException BadRequestException CallInfo ChatApiOptions ClientException
        ConflictException EnumConverter HttpInfo IncompleteStreamException JsonEvidence JsonInput JsonKind JsonModel JsonObject
        JsonOutput JsonRead JsonText JsonUnion JsonWrite LazyMember MemberFilling MemberTable MemberWriter ModelConverter
        ModelText ModelValidator NotFoundException PermissionDeniedException RateLimitException RateLimitInfo RequestOptions
        RequestValidationException ResponseModel RetryInfo Runtime ServerException SystemTextJsonEnumConverter
        SystemTextJsonModelConverter TextTypeConverter UnionConverter Unknown UnprocessableEntityException UnsetList UnsetMap
        Utf8JsonTextReader Utf8JsonTextWriter Violation
        """;

    // What generated types have as members, which cannot be called like the type.
    private const string Members =
        """
        AdditionalProperties Copy Create Equals GetEnumerator GetHashCode GetType Http Json Members Read ToString Unset Validate
        Value Write
        """;

    private const string Libraries =
        """
        Action Activator Activity ActivityContext ActivityKind ActivitySource ActivityStatusCode AggregateException AppContext
        ArgumentException ArgumentNullException ArgumentOutOfRangeException Array ArrayPool ArraySegment Ascii Assembly AsyncLocal
        Attribute AttributeTargets AttributeUsage BigInteger BinaryPrimitives BitConverter Boolean Buffer Byte
        CallerArgumentExpression CancellationToken CancellationTokenRegistration CancellationTokenSource Char CollectionBuilder
        Comparer ConcurrentDictionary Console Convert CultureInfo DateFormatHandling DateOnly DateParseHandling DateTime
        DateTimeKind DateTimeOffset DateTimeStyles DateTimeZoneHandling Decimal DecoderFallbackException DecompressionMethods
        Delegate Dictionary Directory DirectoryNotFoundException DoesNotReturn DoesNotReturnIf Double Encoding Enum Enumerable
        EnumeratorCancellation Environment EqualityComparer EventArgs EventHandler Exception ExceptionDispatchInfo
        ExcludeFromCodeCoverage File FileAccess FileMode FileShare FileStream Flags FloatFormatHandling FloatParseHandling
        FormatException FormattableString Formatting Func GC Guid Half HashCode HashSet Histogram HttpClient HttpClientHandler
        HttpCompletionOption HttpContent HttpHeaders HttpMessageHandler HttpMethod HttpRequestException HttpRequestMessage
        HttpResponseMessage IAsyncDisposable IAsyncEnumerable IAsyncEnumerator IBufferWriter ICollection IComparable IDictionary
        IDisposable IEnumerable IEnumerator IEquatable IFormatProvider IJsonLineInfo IList IOException IReadOnlyCollection
        IReadOnlyDictionary IReadOnlyList ISet ITimer Index Int16 Int32 Int64 Interlocked InvalidCastException
        InvalidDataException InvalidOperationException IsExternalInit JArray JConstructor JContainer JObject JProperty JRaw JToken
        JTokenReader JTokenType JTokenWriter JValue JsonConvert JsonConverter JsonException JsonReader JsonReaderException
        JsonSerializationException JsonSerializer JsonTextReader JsonTextWriter JsonToken JsonWriter KeyNotFoundException
        KeyValuePair Lazy LinkedList List Lock Math MaybeNull MaybeNullWhen MemberNotNull MemberNotNullWhen Memory MemoryMarshal
        MemoryStream Meter MethodImpl MissingFieldException MethodImplOptions MissingFieldException Monitor Newtonsoft
        NotImplementedException NotNull NotNullIfNotNull NotNullWhen NotSupportedException Nullable NumberStyles Object
        ObjectDisposedException Obsolete OpenAIChat OperationCanceledException OutOfMemoryException Outcome OverflowException
        Parallel Path Polly Progress Queue Random Range ReadOnlyMemory ReadOnlySpan Regex Required RegexMatchTimeoutException
        RegexOptions RequiresDynamicCode RequiresUnreferencedCode ResilienceContext ResilienceContextPool ResiliencePipeline
        ResiliencePipelineBuilder ResiliencePropertyKey RetryStrategyOptions RuntimeInformation SByte SearchValues SeekOrigin
        Semaphore Serializable SetsRequiredMembers Single SocketsHttpHandler SortedDictionary Span SseItem SseParser Stack
        Stopwatch Stream StreamReader StreamWriter String StringBuilder StringComparer StringComparison StringEscapeHandling
        StringReader StringSyntax StringWriter System TagList Task TaskCompletionSource TextReader TextWriter Thread ThreadPool
        ThreadStatic TimeOnly TimeProvider TimeSpan TimeZoneInfo Timeout TimeoutException TimeoutRejectedException
        TimeoutStrategyOptions Timer Tuple Type UInt16 UInt32 UInt64 UTF8Encoding UnconditionalSuppressMessage Uri UriBuilder
        UriKind UriPartial Utf8 Utf8Parser ValueTask ValueTuple ValueType Version Void Volatile WeakReference
        """;

    static ReservedNames()
    {
        foreach (string name in $"{Runtime} {Members} {Libraries}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            Types.Add(name);
        }
    }

    /// <summary>
    /// Determines whether a type of that name would be in the way, or would be one file with another where case makes no difference.
    /// </summary>
    public static bool Contains(string type) => Types.Contains(type);
}
