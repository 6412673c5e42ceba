using System.Net.Http.Json;
using Ami.Modules.Learning;
using Ami.Modules.Learning.Contracts;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>What people ask of their practice.</summary>
internal static class Deck
{
    /// <summary>Does what another module does that gives people cards.</summary>
    public static Task Own(this ApiHost host, Func<IPracticeCards, Task> work) =>
        host.InScope(async services =>
        {
            await work(services.GetRequiredService<IPracticeCards>());
            return true;
        });

    public static Task<PracticeOverview> Practice(this HttpClient client) => client.Get<PracticeOverview>("/api/practice");

    public static async Task<IReadOnlyList<SessionCard>> Session(this HttpClient client) => (await client.Get<PracticeSession>("/api/practice/session")).Cards;

    /// <summary>Rates a card as it was shown, under a new id unless one is given.</summary>
    public static Task<HttpResponseMessage> Rate(
        this HttpClient client,
        SessionCard card,
        Rating rating,
        int? confidence = null,
        Guid? id = null,
        int seconds = 8
    ) => client.Rate(card.Stand, rating, confidence, id, seconds);

    public static Task<HttpResponseMessage> Rate(
        this HttpClient client,
        CardStand stand,
        Rating rating,
        int? confidence = null,
        Guid? id = null,
        int seconds = 8
    ) =>
        client.PutAsJsonAsync(
            $"/api/practice/reviews/{id ?? Guid.CreateVersion7()}",
            new RateRequest(stand.Id, stand.Version, rating, seconds, confidence),
            Answers.Json
        );

    public static Task<HttpResponseMessage> Undo(this HttpClient client, Guid review) => client.DeleteAsync($"/api/practice/reviews/{review}");

    public static Task<HttpResponseMessage> Suspend(this HttpClient client, Guid card) => client.PostAsync($"/api/practice/cards/{card}/suspend", null);

    public static Task<HttpResponseMessage> Resume(this HttpClient client, Guid card) => client.PostAsync($"/api/practice/cards/{card}/resume", null);
}
