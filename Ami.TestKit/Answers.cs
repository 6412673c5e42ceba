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

    /// <summary>The stable code of a refusal; fails when the answer is none.</summary>
    public static async Task<string> Code(this HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<Refusal>(JsonSerializerOptions.Web)).ShouldNotBeNull().Code.ShouldNotBeNull();

    public static async Task<string> Code(this Task<HttpResponseMessage> answering)
    {
        using var answer = await answering;
        return await answer.Code();
    }

    private static JsonSerializerOptions Rules()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
        ApiConventions.Configure(json);
        return json;
    }

    private sealed record Refusal(string? Code);
}
