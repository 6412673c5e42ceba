namespace Ami.AppHost.Lifecycle;

/// <summary>Asks a service whether it is ready.</summary>
internal static class HttpProbe
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(3) };

    public static async Task<bool> IsReadyAsync(string url, CancellationToken cancel)
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri($"{url}/health"), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false; // took longer than the client's timeout
        }
    }
}
