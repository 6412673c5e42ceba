using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ami.Modules.Market.Drawings;

/// <summary>Points and styles as they are stored.</summary>
internal static class DrawingJson
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>A pair per point: a brush has many.</summary>
    public static string Of(IReadOnlyList<DrawingPoint> points) => JsonSerializer.Serialize(points.Select(point => new[] { point.T, point.Price }));

    public static string Of(DrawingStyle style) => JsonSerializer.Serialize(style, Json);

    public static IReadOnlyList<DrawingPoint> Points(string json) =>
        [.. (JsonSerializer.Deserialize<decimal[][]>(json) ?? []).Select(pair => new DrawingPoint((long)pair[0], pair[1]))];

    public static DrawingStyle Style(string json) =>
        JsonSerializer.Deserialize<DrawingStyle>(json, Json) ?? throw new InvalidOperationException("A drawing without a style.");
}
