namespace Ami.TestKit;

/// <summary>Waits for what another process does; fails when it does not happen.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The same for what has to be asked.</summary>
    public static async Task BecomesTrueAsync(Func<Task<bool>> condition, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException("It did not happen.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancel);
        }
    }

    public static async Task BecomesTrueAsync(Func<bool> condition, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!Holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException("It did not happen.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancel);
        }

        bool Holds()
        {
            try
            {
                return condition();
            }
            catch (IOException)
            {
                return false; // a file that is being replaced, a process that just ended
            }
        }
    }
}
