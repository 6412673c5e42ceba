using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Ami.ServiceDefaults.Problems;

/// <summary>What a client is told about an exception.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code, or null for the status' own.</param>
/// <param name="Detail">Safe to show; never the message of an unexpected exception.</param>
/// <param name="RetryAfter">When trying again may work.</param>
public sealed record ExceptionAnswer(int Status, string? Code = null, string? Detail = null, TimeSpan? RetryAfter = null);

/// <summary>
/// Which exceptions have an answer other than 500. Hosts add what they know (the database's errors, for example) with
/// <c>services.Configure&lt;ExceptionAnswers&gt;(a => a.Add(...))</c>; the first that gives an answer wins.
/// </summary>
public sealed partial class ExceptionAnswers
{
    private readonly List<Func<Exception, ExceptionAnswer?>> _maps = [];

    /// <summary>Adds a mapping: returns null for what it does not know.</summary>
    public void Add(Func<Exception, ExceptionAnswer?> map) => _maps.Add(map);

    internal ExceptionAnswer For(Exception exception)
    {
        foreach (var map in _maps)
        {
            if (map(exception) is { } answer)
            {
                return answer;
            }
        }

        return exception switch
        {
            BadHttpRequestException bad => Malformed(bad),
            JsonException json => Malformed(json),
            _ => new ExceptionAnswer(StatusCodes.Status500InternalServerError),
        };
    }

    private static ExceptionAnswer Malformed(BadHttpRequestException bad) =>
        bad.StatusCode == StatusCodes.Status400BadRequest && bad.InnerException is JsonException json
            ? Malformed(json)
            // The framework's messages name the parameter and its source ("Failed to bind parameter "Guid id" from "x"."), nothing internal.
            : new ExceptionAnswer(bad.StatusCode, null, bad.Message);

    private static ExceptionAnswer Malformed(JsonException json)
    {
        var place = $"(line {(json.LineNumber ?? 0) + 1}, position {(json.BytePositionInLine ?? 0) + 1})";
        var detail =
            MissingProperties().Match(json.Message) is { Success: true } missing ? $"Required values are missing: {missing.Groups[1].Value}."
            : json.Path is null or "" or "$" ? $"The body is not the JSON that is expected here {place}."
            : $"The value at {Shortened(json.Path)} is not what is expected there {place}.";
        return new ExceptionAnswer(StatusCodes.Status400BadRequest, "request.malformed_json", detail);
    }

    private static string Shortened(string path) => path.Length <= 200 ? path : path[..200] + "…";

    /// <summary>The serializer names them only in its message.</summary>
    [GeneratedRegex("missing required properties including: ([^.]{1,300})", RegexOptions.CultureInvariant)]
    private static partial Regex MissingProperties();
}
