using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Newtonsoft.Json;
using Stripe;

namespace Ami.Tests.StripeSimulator;

/// <summary>What the official client's types say of Stripe's answers: every field's name and type.</summary>
internal static class StripeTypes
{
    private static readonly Dictionary<string, Type> Kinds = Registered();

    /// <summary>The type that the client reads an object of this kind with.</summary>
    public static Type? Of(string kind) => Kinds.GetValueOrDefault(kind);

    /// <summary>A type's fields, also those that only the client itself sees.</summary>
    public static IReadOnlyDictionary<string, Type> Fields(Type type)
    {
        var fields = new Dictionary<string, Type>(StringComparer.Ordinal);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName is { } name)
            {
                fields[name] = property.PropertyType;
            }
        }

        return fields;
    }

    /// <summary>Everything in an answer that the client does not know, or could not read.</summary>
    public static IEnumerable<string> Strange(JsonElement value, Type type, string path)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return type.IsValueType && bare == type ? [$"{path} is null, though it always has a value"] : [];
        }

        if (bare == typeof(DateTime))
        {
            return value.ValueKind == JsonValueKind.Number && value.GetInt64() > 0 ? [] : [$"{path} is no time: {value}"];
        }

        if (bare == typeof(string) || bare == typeof(decimal) || bare == typeof(long) || bare == typeof(bool))
        {
            return Simple(value, bare) ? [] : [$"{path} is no {bare.Name}: {value}"];
        }

        if (bare == typeof(object) || !bare.Namespace!.StartsWith("Stripe", StringComparison.Ordinal) && !bare.IsGenericType)
        {
            return [];
        }

        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(Dictionary<,>))
        {
            return value.EnumerateObject().SelectMany(entry => Strange(entry.Value, bare.GetGenericArguments()[1], $"{path}.{entry.Name}"));
        }

        if (bare.IsGenericType && typeof(IList).IsAssignableFrom(bare))
        {
            return value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany(one => Strange(one, bare.GetGenericArguments()[0], $"{path}[]"))
                : [$"{path} is no array: {value}"];
        }

        if (bare.IsGenericType && bare.Name.StartsWith("ExpandableField", StringComparison.Ordinal))
        {
            return value.ValueKind == JsonValueKind.String ? [] : Strange(value, bare.GetGenericArguments()[0], path);
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return [$"{path} is no object: {value}"];
        }

        var concrete = bare.IsInterface && value.TryGetProperty("object", out var kind) ? Of(kind.GetString()!) ?? bare : bare;
        var fields = Fields(concrete);
        return value
            .EnumerateObject()
            .SelectMany(field =>
                fields.TryGetValue(field.Name, out var known) ? Strange(field.Value, known, $"{path}.{field.Name}") : [$"{path}.{field.Name} is unknown"]
            );
    }

    private static bool Simple(JsonElement value, Type type) =>
        type == typeof(bool) ? value.ValueKind is JsonValueKind.True or JsonValueKind.False
        : type == typeof(long) ? value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _)
        : type == typeof(decimal)
            ? value.ValueKind == JsonValueKind.Number || decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        : value.ValueKind == JsonValueKind.String;

    private static Dictionary<string, Type> Registered()
    {
        var registry = typeof(StripeConfiguration).Assembly.GetType("Stripe.StripeTypeRegistry", throwOnError: true)!;
        return registry
            .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(field => field.GetValue(null))
            .OfType<IReadOnlyDictionary<string, Type>>()
            .First()
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
    }
}
