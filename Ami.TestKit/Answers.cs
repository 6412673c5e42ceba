extern alias ApiService;

using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using ApiService::Ami.ApiService.Pipeline;

namespace Ami.TestKit;

/// <summary>Reads answers of the API as the records that its endpoints write, by the API's own rules of JSON: nothing may be missing, and nothing more be there.</summary>
public static class Answers
{
    public static JsonSerializerOptions Json { get; } = Rules();

    /// <summary>As <see cref="Json"/>, and more may be there.</summary>
    public static JsonSerializerOptions Refusals { get; } = new(Json) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    public static async Task<T> Get<T>(this HttpClient client, string path)
        where T : class => (await client.GetFromJsonAsync<T>(path, Json)).ShouldNotBeNull();

    public static async Task<T> Read<T>(this HttpResponseMessage answer)
        where T : class => (await answer.Content.ReadFromJsonAsync<T>(Json)).ShouldNotBeNull();

    public static async Task<T> Read<T>(this Task<HttpResponseMessage> answering)
        where T : class
    {
        using var answer = await answering;
        return await answer.Read<T>();
    }

    /// <summary>What a refusal says; fails when the answer is none.</summary>
    public static async Task<Refusal> Refusal(this HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<Refusal>(Refusals)).ShouldNotBeNull();

    /// <summary>The stable code of a refusal; fails when the answer is none.</summary>
    public static async Task<string> Code(this HttpResponseMessage answer) => (await answer.Refusal()).Code;

    public static async Task<string> Code(this Task<HttpResponseMessage> answering)
    {
        using var answer = await answering;
        return await answer.Code();
    }

    /// <summary>Posts under a key, a new one unless it is given.</summary>
    public static async Task<HttpResponseMessage> PostOnce(this HttpClient client, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json),
        };
        request.Headers.Add(Idempotency.Header, key ?? Guid.CreateVersion7().ToString());
        return await client.SendAsync(request);
    }

    private static JsonSerializerOptions Rules()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
        ApiConventions.Configure(json);
        return json;
    }
}

/// <summary>Problem details (RFC 9457) of a refusal; some kinds say more.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Type">An address made of the code.</param>
/// <param name="Title">What happened, in a few words.</param>
/// <param name="Status">As the answer's.</param>
/// <param name="Detail">What to do, where there is something to say.</param>
/// <param name="TraceId">Under which it stands in the log.</param>
/// <param name="Errors">What is wrong with which fields, where that is why.</param>
public sealed record Refusal(
    string Code,
    string? Type = null,
    string? Title = null,
    int? Status = null,
    string? Detail = null,
    string? TraceId = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null
);
