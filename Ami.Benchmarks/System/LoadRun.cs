using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ami.Benchmarks;

/// <summary>One answer: its kind, milliseconds since it was due, the second in which it came, and what went wrong if anything did.</summary>
internal readonly record struct LoadAnswer(LoadKind Kind, double Milliseconds, int Second, string? Failure);

/// <summary>
/// An open loop: requests are sent at random moments (Poisson) at a fixed mean rate whatever the answers do, as people who do not know of each other send
/// them, and an answer's time counts from the moment when its request was due.
/// </summary>
internal sealed class LoadRun(HttpClient client, LoadMix mix, LoadUser[] users, int rate)
{
    private const int MostOutstanding = 3000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly List<LoadAnswer> _answers = [];
    private int _outstanding;
    private long _started;
    private TimeSpan _warmUp;

    /// <summary>Requests that were not sent because too many were under way; they count as failed.</summary>
    public int NotSent { get; private set; }

    /// <summary>Answers to what was due after the warm-up.</summary>
    public IReadOnlyList<LoadAnswer> Answers => _answers;

    public async Task Go(TimeSpan warmUp, TimeSpan length, Action begins)
    {
        _warmUp = warmUp;
        _started = Stopwatch.GetTimestamp();
        var random = new Random(rate);
        var (due, turn, warm) = (TimeSpan.Zero, 0, true);
        using var timer = new PeriodicTimer(Tick);
        while (due < warmUp + length)
        {
            await timer.WaitForNextTickAsync();
            var now = Stopwatch.GetElapsedTime(_started);
            if (warm && now >= warmUp)
            {
                warm = false;
                begins();
            }

            for (; due <= now && due < warmUp + length; due += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / rate))
            {
                if (Volatile.Read(ref _outstanding) < MostOutstanding)
                {
                    Interlocked.Increment(ref _outstanding);
                    var (user, at) = (users[turn++ % users.Length], due);
                    _ = Task.Run(() => One(user, at));
                }
                else if (due >= warmUp)
                {
                    NotSent++;
                }
            }
        }

        while (Volatile.Read(ref _outstanding) > 0)
        {
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task One(LoadUser user, TimeSpan due)
    {
        var (kind, request, buys) = mix.Next(user);
        string? failure;
        try
        {
            using (request)
            using (var answer = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead))
            {
                failure = await FailureOf(answer);
                if (answer.IsSuccessStatusCode)
                {
                    await Remember(user, kind, buys, answer);
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            failure = e is HttpRequestException http ? http.HttpRequestError.ToString() : "no answer in time";
        }

        var now = Stopwatch.GetElapsedTime(_started);
        if (due >= _warmUp)
        {
            lock (_answers)
            {
                _answers.Add(new LoadAnswer(kind, (now - due).TotalMilliseconds, (int)(now - _warmUp).TotalSeconds, failure));
            }
        }

        Interlocked.Decrement(ref _outstanding);
    }

    /// <summary>A rule that says no (409) is an answer like any other.</summary>
    private static async Task<string?> FailureOf(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict)
        {
            return null;
        }

        var text = await answer.Content.ReadAsStringAsync();
        var code = text.StartsWith('{') && JsonDocument.Parse(text).RootElement.TryGetProperty("code", out var named) ? named.GetString() : "";
        return string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {code}").Trim();
    }

    private static async Task Remember(LoadUser user, LoadKind kind, string? buys, HttpResponseMessage answer)
    {
        if (kind == LoadKind.LimitOrder)
        {
            var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
            lock (user)
            {
                user.Waiting.Enqueue(id);
            }
        }
        else if (buys is not null)
        {
            lock (user)
            {
                user.Bought[buys] = Stopwatch.GetTimestamp();
            }
        }
    }
}
