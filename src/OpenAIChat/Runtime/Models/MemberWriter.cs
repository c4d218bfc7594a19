using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>
/// Writes the members of one model: what is set, what was read as an explicit null, and at the end what the model does not know.
/// </summary>
internal ref struct MemberWriter
{
    private readonly JsonOutput json;
    private readonly JsonModel model;
    private readonly MemberTable members;
    private readonly ulong marks;
    private ulong written;
    private HashSet<int>? writtenBeyond;

    internal MemberWriter(JsonOutput json, JsonModel model, MemberTable members)
    {
        this.json = json;
        this.model = model;
        this.members = members;
        marks = model.marks;
    }

    public void String(int member, string? value)
    {
        if (Begin(member, value is null))
        {
            json.String(value);
        }
    }

    public void Int32(int member, int? value)
    {
        if (Begin(member, value is null))
        {
            json.Int32(value.GetValueOrDefault());
        }
    }

    public void Int64(int member, long? value)
    {
        if (Begin(member, value is null))
        {
            json.Int64(value.GetValueOrDefault());
        }
    }

    public void Double(int member, double? value)
    {
        if (!Begin(member, value is null))
        {
            return;
        }

        double number = value.GetValueOrDefault();
        // Below 2^53 every whole double is the integer that was read; a negative zero is not the integer 0.
        if (model.IsMarked(member) && Math.Abs(number) < 9007199254740992.0 && (long)number == number && (number != 0 || 1 / number > 0))
        {
            json.Int64((long)number);
        }
        else
        {
            json.Double(number);
        }
    }

    public void Boolean(int member, bool? value)
    {
        if (Begin(member, value is null))
        {
            json.Boolean(value.GetValueOrDefault());
        }
    }

    public void Model(int member, JsonModel? value)
    {
        if (Begin(member, value is null))
        {
            value!.Write(json);
        }
    }

    public void Union(int member, JsonUnion? value)
    {
        if (Begin(member, value is null))
        {
            value!.Write(json);
        }
    }

    public void Token(int member, JToken? value)
    {
        if (Begin(member, value is null))
        {
            json.Token(value);
        }
    }

    public void Json(int member, JsonObject? value)
    {
        if (Begin(member, value is null))
        {
            json.Json(value);
        }
    }

    public void Strings(int member, IEnumerable<string>? value)
    {
        if (Begin(member, value is null or UnsetList<string> { Count: 0 }))
        {
            json.Strings(value!);
        }
    }

    public void Int32s(int member, IEnumerable<int>? value)
    {
        if (Begin(member, value is null or UnsetList<int> { Count: 0 }))
        {
            json.Int32s(value!);
        }
    }

    public void Int64s(int member, IEnumerable<long>? value)
    {
        if (Begin(member, value is null or UnsetList<long> { Count: 0 }))
        {
            json.Int64s(value!);
        }
    }

    public void Doubles(int member, IEnumerable<double>? value)
    {
        if (Begin(member, value is null or UnsetList<double> { Count: 0 }))
        {
            json.Doubles(value!);
        }
    }

    public void Models<T>(int member, IList<T>? value)
        where T : JsonModel
    {
        if (Begin(member, value is null or UnsetList<T> { Count: 0 }))
        {
            json.Models(value!);
        }
    }

    public void List<T>(int member, IList<T>? value, JsonWrite<T> item)
    {
        if (Begin(member, value is null or UnsetList<T> { Count: 0 }))
        {
            json.List(value!, item);
        }
    }

    public void StringMap(int member, IDictionary<string, string>? value)
    {
        if (IsDue(member, value))
        {
            Map(member, value, static (json, item) => json.String(item));
        }
    }

    public void Int32Map(int member, IDictionary<string, int>? value)
    {
        if (IsDue(member, value))
        {
            Map(member, value, static (json, item) => json.Int32(item));
        }
    }

    public void DoubleMap(int member, IDictionary<string, double>? value)
    {
        if (IsDue(member, value))
        {
            Map(member, value, static (json, item) => json.Double(item));
        }
    }

    public void BooleanMap(int member, IDictionary<string, bool>? value)
    {
        if (IsDue(member, value))
        {
            Map(member, value, static (json, item) => json.Boolean(item));
        }
    }

    public void Map<T>(int member, IDictionary<string, T>? value, JsonWrite<T> write)
    {
        if (Begin(member, value is null or UnsetMap<T> { Count: 0 }))
        {
            json.Map(value!, write);
        }
    }

    /// <summary>Writes the additional members and closes the object; a name that has been written is not written again.</summary>
    public void End()
    {
        if (model.Additional is AdditionalMembers kept)
        {
            kept.WriteTo(json, members, in this);
        }
        else if (model.Additional is { Count: > 0 } additional)
        {
            foreach (KeyValuePair<string, JToken> member in additional)
            {
                if (!IsWritten(members.IndexOf(member.Key)))
                {
                    json.Name(member.Key);
                    json.Token(member.Value);
                }
            }
        }

        json.EndObject();
    }

    /// <summary>Determines whether a member has been written; -1 is none.</summary>
    public readonly bool IsWritten(int member) =>
        member >= 0 && (member < 64 ? (written & (1UL << member)) != 0 : writtenBeyond?.Contains(member) == true);

    // Asked before a generic method, which is compiled for each type that it meets: that is some of the time to a process's first call.
    private readonly bool IsDue(int member, object? value) => value is not null || IsMarked(member);

    private readonly bool IsMarked(int member) => member < 64 ? (marks & (1UL << member)) != 0 : model.IsMarked(member);

    // Writes the name, and for a marked null the null: true when the value is to follow.
    private bool Begin(int member, bool isNull)
    {
        if (isNull && !IsMarked(member))
        {
            return false;
        }

        if (member < 64)
        {
            written |= 1UL << member;
        }
        else
        {
            (writtenBeyond ??= []).Add(member);
        }

        json.Name(members, member);
        if (isNull)
        {
            json.Null();
        }

        return !isNull;
    }
}
