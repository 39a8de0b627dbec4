using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Operations;

/// <summary>
/// Sums up the program's counters and writes them in the text format of Prometheus (version 0.0.4). Labels are fixed words: a
/// person, a chat or a text never becomes one.
/// </summary>
internal sealed class Metrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentBag<Family> _families = [];

    /// <summary>Starts to listen.</summary>
    public Metrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != TurnCounters.MeterName)
                return;
            var family = new Family(instrument);
            _families.Add(family);
            listener.EnableMeasurementEvents(instrument, family);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => ((Family)family!).Add(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => ((Family)family!).Add(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => ((Family)family!).Add(value, tags));
        _listener.Start();
    }

    /// <summary>All figures as text.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _families.OrderBy(f => f.Name, StringComparer.Ordinal))
            family.Write(text);
        text.Append("# TYPE process_resident_memory_bytes gauge\n");
        text.Append(CultureInfo.InvariantCulture, $"process_resident_memory_bytes {Environment.WorkingSet}\n");
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    /// <summary>One instrument with all its series. Counting one that is known allocates nothing.</summary>
    private sealed class Family(Instrument instrument)
    {
        private readonly ConcurrentDictionary<(object?, object?), Series> _series = new();
        private readonly bool _isCounter =
            instrument.GetType().Name.Contains("Counter", StringComparison.Ordinal)
            && !instrument.GetType().Name.Contains("UpDown", StringComparison.Ordinal);

        public string Name => $"nachbarschaftsbot_{instrument.Name}{(_isCounter ? "_total" : "")}";

        public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var key = (tags.Length > 0 ? tags[0].Value : null, tags.Length > 1 ? tags[1].Value : null);
            if (!_series.TryGetValue(key, out var series))
                series = _series.GetOrAdd(key, new Series(Labels(tags)));
            lock (series)
                series.Sum = instrument.IsObservable ? value : series.Sum + value;
        }

        public void Write(StringBuilder text)
        {
            if (_series.IsEmpty)
                return;
            text.Append("# TYPE ").Append(Name).Append(_isCounter ? " counter\n" : " gauge\n");
            foreach (var series in _series.Values.OrderBy(s => s.Labels, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"{Name}{series.Labels} {series.Sum}\n");
        }

        private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var labels = new List<string>();
            foreach (var (key, value) in tags)
                labels.Add($"{key}=\"{value}\"");
            return labels.Count == 0 ? "" : $"{{{string.Join(',', labels)}}}";
        }
    }

    /// <summary>One line of figures.</summary>
    private sealed class Series(string labels)
    {
        public string Labels => labels;
        public double Sum;
    }
}
