using System.Text;

namespace Ami.StripeSimulator.Webhooks;

/// <summary>Sends what is due, a few at a time, each with its signature.</summary>
internal sealed class WebhookSender(StripeStore store, IHttpClientFactory clients, ILogger<WebhookSender> log)
{
    public const string Client = "webhooks";

    /// <returns>How many were tried.</returns>
    public async Task<int> SendDue(CancellationToken cancellationToken)
    {
        var due = store.Try(Deliveries.Due);
        foreach (var one in due)
        {
            var accepted = await Send(one, cancellationToken);
            store.Run(tx => Deliveries.Tried(tx, one.Id, accepted));
        }

        return due.Count;
    }

    private async Task<bool> Send(Due one, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, one.Url) { Content = new StringContent(one.Body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(Signature.Header, one.Signature);
        try
        {
            using var response = await clients.CreateClient(Client).SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning("{Url} did not take an event: {Reason}", one.Url, failure.Message);
            return false;
        }
    }
}
