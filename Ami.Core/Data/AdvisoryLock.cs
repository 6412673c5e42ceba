using System.Security.Cryptography;
using System.Text;

namespace Ami.Core;

/// <summary>Names for PostgreSQL's advisory locks.</summary>
internal static class AdvisoryLock
{
    /// <summary>The number of the lock with a name: 64 bits of its SHA-256. Two names that share one only wait for each other.</summary>
    internal static long IdOf(string name) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
